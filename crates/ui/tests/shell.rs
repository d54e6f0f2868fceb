//! The shell as text, and its texts.

use expect_test::expect;
use kameral_ui::{Address, EntityColour, EntityMark, Language, NavGroup, NavItem, Shell, TEXTS, Texts, Words};
use maud::html;

fn words() -> Words {
    Texts::load(&[TEXTS]).words(Language::Sv)
}

#[test]
fn both_languages_are_complete_and_every_text_is_used() {
    kameral_ui::texts::check_complete(TEXTS.sv, TEXTS.en);
    kameral_ui::texts::check_used(TEXTS.sv, env!("CARGO_MANIFEST_DIR"), &["style-"]);
}

#[test]
fn a_page_stands_in_its_shell() {
    let nav = [NavGroup {
        heading: "Bokföring".to_owned(),
        items: vec![
            NavItem::new("Verifikationer", "/verifikationer").key("g v").waiting(3),
            NavItem::new("Ny verifikation", "/verifikationer/ny"),
        ],
    }];
    let shell = Shell {
        user_name: Some("Eva Lind"),
        role: "Redovisningsekonom",
        entity: Some(EntityMark {
            name: "Strandskyddsnämnden".to_owned(),
            code: "STN".to_owned(),
            colour: EntityColour::Plum,
        }),
        nav: &nav,
        csrf_token: "hemlig",
        ..Shell::new(words(), "Ny verifikation", Address::parse("/verifikationer/ny?serie=A"))
    };
    let page = shell.page(&html! { p { "Innehåll" } }).into_string();
    // The hash of the static files changes with every one of them.
    let hash = kameral_ui::assets::path("");
    let lines = page.replace(&hash, "/statiskt/hash/").replace("><", ">\n<");
    expect![[r##"
        <!DOCTYPE html>
        <html lang="sv" data-theme="system">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="csrf-token" content="hemlig">
        <title>Ny verifikation – STN – Kameral</title>
        <link rel="icon" href="/statiskt/hash/kameral.svg" type="image/svg+xml">
        <link rel="stylesheet" href="/statiskt/hash/kameral.css">
        <script type="module" src="/statiskt/hash/kameral.js">
        </script>
        </head>
        <body data-entity="plum" data-base="/STN" data-texts="{&quot;lookup-count&quot;:&quot;Träffar&quot;,&quot;lookup-failed&quot;:&quot;Listan kan inte hämtas just nu.&quot;,&quot;lookup-none&quot;:&quot;Inget giltigt värde passar.&quot;}">
        <a class="skip" href="#innehall">Hoppa till innehållet</a>
        <header class="top">
        <a class="brand" href="/">
        <svg class="mark" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
        <path d="M2 4h16M10 4v13M4 8h3M4 11h3M4 14h3M13 8h3M13 11h3" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round"/>
        </svg>
        <span>Kameral</span>
        </a>
        <span class="entity" data-entity="plum">
        <span class="entity-code">STN</span> <span class="entity-name">Strandskyddsnämnden</span>
        </span>
        <button class="open-palette" type="button" data-opens="palette" aria-haspopup="dialog" aria-keyshortcuts="Control+K">
        <span>Sök eller gå till</span>
        <span class="keys">
        <kbd>Ctrl</kbd>
        <kbd>K</kbd>
        </span>
        </button>
        <details class="user-menu" data-folds>
        <summary>
        <span class="user-name">Eva Lind</span>
        <span class="user-role">Redovisningsekonom</span>
        </summary>
        <div class="user-panel">
        <form class="choice" method="post" action="/installningar/sprak">
        <input type="hidden" name="_csrf" value="hemlig">
        <input type="hidden" name="tillbaka" value="/verifikationer/ny?serie=A">
        <fieldset>
        <legend>Språk</legend>
        <div class="choice-buttons">
        <button type="submit" name="val" value="sv" aria-pressed="true">Svenska</button>
        <button type="submit" name="val" value="en" aria-pressed="false">English</button>
        </div>
        </fieldset>
        </form>
        <form class="choice" method="post" action="/installningar/tema">
        <input type="hidden" name="_csrf" value="hemlig">
        <input type="hidden" name="tillbaka" value="/verifikationer/ny?serie=A">
        <fieldset>
        <legend>Utseende</legend>
        <div class="choice-buttons">
        <button type="submit" name="val" value="system" aria-pressed="true">Som systemet</button>
        <button type="submit" name="val" value="light" aria-pressed="false">Ljust</button>
        <button type="submit" name="val" value="dark" aria-pressed="false">Mörkt</button>
        </div>
        </fieldset>
        </form>
        </div>
        </details>
        </header>
        <details class="phone-nav">
        <summary>Meny</summary>
        <nav aria-label="Huvudmeny">
        <p class="nav-heading">Bokföring</p>
        <ul>
        <li>
        <a href="/verifikationer" data-key="g v">
        <span>Verifikationer</span> <span class="count">3<span class="unseen"> väntar</span>
        </span>
        </a>
        </li>
        <li>
        <a href="/verifikationer/ny" aria-current="page">
        <span>Ny verifikation</span>
        </a>
        </li>
        </ul>
        </nav>
        </details>
        <div class="frame with-rail">
        <nav class="rail" aria-label="Huvudmeny">
        <p class="nav-heading">Bokföring</p>
        <ul>
        <li>
        <a href="/verifikationer" data-key="g v">
        <span>Verifikationer</span> <span class="count">3<span class="unseen"> väntar</span>
        </span>
        </a>
        </li>
        <li>
        <a href="/verifikationer/ny" aria-current="page">
        <span>Ny verifikation</span>
        </a>
        </li>
        </ul>
        </nav>
        <main id="innehall" tabindex="-1">
        <p>Innehåll</p>
        </main>
        </div>
        <footer class="bottom">
        <span>Strandskyddsnämnden</span>
        <span>Eva Lind</span>
        <span class="bottom-keys">Alla tangenter <span class="keys">
        <kbd>?</kbd>
        </span>
        </span>
        </footer>
        <dialog class="palette" id="palette" aria-label="Sök eller gå till" data-commands="/STN/kommandon" data-none="Inget hittades. Pröva ett annat ord." data-failed="Sökningen svarar inte. Sidorna i menyn visas ändå." data-here="På den här sidan">
        <form method="dialog">
        <input type="text" role="combobox" aria-expanded="true" aria-controls="palette-list" aria-autocomplete="list" aria-label="Sök eller gå till" placeholder="Sida, verifikation, leverantör …" autocomplete="off" spellcheck="false">
        </form>
        <ul id="palette-list" role="listbox" aria-label="Träffar">
        <li role="option" aria-selected="false" data-href="/verifikationer">
        <span class="palette-title">Verifikationer</span>
        <span class="palette-hint">Bokföring</span>
        <span class="keys">
        <kbd>g</kbd>
        <kbd>v</kbd>
        </span>
        </li>
        <li role="option" aria-selected="false" data-href="/verifikationer/ny">
        <span class="palette-title">Ny verifikation</span>
        <span class="palette-hint">Bokföring</span>
        </li>
        </ul>
        <p class="palette-status" role="status">
        </p>
        <p class="palette-foot">
        <span class="keys">
        <kbd>↑</kbd>
        <kbd>↓</kbd>
        </span>välj<span class="keys">
        <kbd>Enter</kbd>
        </span>gå dit<span class="keys">
        <kbd>Esc</kbd>
        </span>Stäng</p>
        </dialog>
        <dialog class="keyboard" id="keyboard" aria-labelledby="keyboard-title">
        <div class="dialog-head">
        <h2 id="keyboard-title">Tangenter</h2>
        <form method="dialog">
        <button class="button quiet" type="submit">Stäng</button>
        </form>
        </div>
        <h3>Överallt</h3>
        <dl class="key-list">
        <div>
        <dt>
        <span class="keys">
        <kbd>Ctrl</kbd>
        <kbd>K</kbd>
        </span>
        </dt>
        <dd>Sök eller gå till</dd>
        </div>
        <div>
        <dt>
        <span class="keys">
        <kbd>?</kbd>
        </span>
        </dt>
        <dd>Visa tangenterna</dd>
        </div>
        <div>
        <dt>
        <span class="keys">
        <kbd>F1</kbd>
        </span>
        </dt>
        <dd>Hjälp om sidan eller fältet</dd>
        </div>
        <div>
        <dt>
        <span class="keys">
        <kbd>F7</kbd>
        </span>
        </dt>
        <dd>Till sidans filter</dd>
        </div>
        <div>
        <dt>
        <span class="keys">
        <kbd>F9</kbd>
        </span>
        </dt>
        <dd>Giltiga värden i fältet</dd>
        </div>
        <div>
        <dt>
        <span class="keys">
        <kbd>*</kbd>
        </span>
        </dt>
        <dd>Vad som helst, i en sökning: 45*</dd>
        </div>
        <div>
        <dt>
        <span class="keys">
        <kbd>j</kbd>
        </span>
        </dt>
        <dd>Nästa rad (även pil ned)</dd>
        </div>
        <div>
        <dt>
        <span class="keys">
        <kbd>k</kbd>
        </span>
        </dt>
        <dd>Föregående rad (även pil upp)</dd>
        </div>
        <div>
        <dt>
        <span class="keys">
        <kbd>Enter</kbd>
        </span>
        </dt>
        <dd>Öppna raden</dd>
        </div>
        <div>
        <dt>
        <span class="keys">
        <kbd>Esc</kbd>
        </span>
        </dt>
        <dd>Stäng eller ångra</dd>
        </div>
        </dl>
        <label class="tick letters">
        <input type="checkbox" data-letters>
        <span>Tangenter med en bokstav (j, k, ?, g) är på</span>
        </label>
        <section data-page-keys hidden>
        <h3>På den här sidan</h3>
        <dl class="key-list">
        </dl>
        </section>
        </dialog>
        </body>
        </html>"##]].assert_eq(&lines);
    assert!(
        !page.contains("style=") && !page.contains("onclick"),
        "the content policy forbids both"
    );
}
