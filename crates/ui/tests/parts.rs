//! The parts, as text. How they look is for a browser to say.

use expect_test::{Expect, expect};
use kameral_ui::parts::{Badge, Cell, Column, ErrorSummary, Facts, Field, FilterBar, Row, Sort, Table, Tone};
use kameral_ui::{Address, Language, Spoken, TEXTS, Texts, Words};
use maud::{Render, html};

fn words() -> Words {
    Texts::load(&[TEXTS]).words(Language::Sv)
}

/// One element a line, so that a difference can be read.
fn check(part: &impl Render, expected: &Expect) {
    let lines = part.render().into_string().replace("><", ">\n<");
    expected.assert_eq(&lines);
}

fn refusal(field: &str, severity: &'static str) -> Spoken {
    Spoken {
        name: "period_closed",
        line: None,
        field: Some(field.to_owned()),
        text: "Perioden är stängd.".to_owned(),
        severity,
    }
}

#[test]
fn a_field_that_was_refused_says_so_to_eye_and_ear() {
    let field = Field::date("datum", "Datum")
        .value("2026-01-31")
        .help("d är i dag")
        .required();
    check(
        &field.clone(),
        &expect![[r#"
            <div class="field medium">
            <label for="f-datum">Datum</label>
            <input type="text" id="f-datum" name="datum" value="2026-01-31" inputmode="numeric" data-date autocomplete="off" required spellcheck="false" aria-describedby="f-datum-help">
            <p class="field-help" id="f-datum-help">d är i dag</p>
            </div>"#]],
    );
    check(
        &field.refusals(&[refusal("datum", "refused"), refusal("konto", "refused")]),
        &expect![[r#"
            <div class="field medium wrong">
            <label for="f-datum">Datum</label>
            <input type="text" id="f-datum" name="datum" value="2026-01-31" inputmode="numeric" data-date autocomplete="off" required spellcheck="false" aria-invalid="true" aria-describedby="f-datum-help f-datum-error">
            <p class="field-help" id="f-datum-help">d är i dag</p>
            <div class="field-errors" id="f-datum-error">
            <p class="refused">Perioden är stängd.</p>
            </div>
            </div>"#]],
    );
    check(&ErrorSummary::new(words(), &[]), &expect![""]);
    check(
        &ErrorSummary::new(words(), &[refusal("datum", "refused")]),
        &expect![[r##"
            <div class="notice error-summary refused" role="alert" tabindex="-1" data-takes-focus>
            <h2>En sak behöver rättas</h2>
            <ul>
            <li data-refusal="period_closed">
            <a href="#f-datum">Perioden är stängd.</a>
            </li>
            </ul>
            </div>"##]],
    );
}

#[test]
fn a_warning_is_shown_but_does_not_make_the_field_wrong() {
    check(
        &Field::amount("belopp", "Belopp").refusals(&[refusal("belopp", "warning")]),
        &expect![[r#"
            <div class="field medium">
            <label for="f-belopp">Belopp</label>
            <input type="text" id="f-belopp" name="belopp" value="" inputmode="decimal" autocomplete="off" spellcheck="false" aria-describedby="f-belopp-error">
            <div class="field-errors" id="f-belopp-error">
            <p class="warning">Perioden är stängd.</p>
            </div>
            </div>"#]],
    );
}

#[test]
fn a_table_keeps_its_order_in_the_address() {
    let address = Address::parse("/verifikationer?period=202603&sortera=-datum&efter=17");
    assert_eq!(
        Sort::of(&address),
        Some(Sort {
            column: "datum".to_owned(),
            descending: true
        })
    );
    let table = Table::new(
        words(),
        "Verifikationer",
        [
            Column::code("Nummer"),
            Column::code("Datum").sorted_by("datum"),
            Column::number("Belopp").sorted_by("belopp"),
        ],
    )
    .sorted(&address)
    .rows([Row::new([
        Cell::code("A 17"),
        Cell::date(kameral_base::Date::constant(2026, 3, 31)),
        Cell::money(kameral_base::Ore::new(-1_234_567)),
    ])
    .href("/verifikationer/A/17")]);
    check(
        &table,
        &expect![[r#"
            <div class="table">
            <div class="table-wrap" tabindex="0" role="region" aria-label="Verifikationer" data-rows>
            <table>
            <caption class="unseen">Verifikationer</caption>
            <thead>
            <tr>
            <th class="code" scope="col">Nummer</th>
            <th class="code" scope="col" aria-sort="descending">
            <a class="sort" href="/verifikationer?period=202603&amp;sortera=datum">Datum</a>
            </th>
            <th class="num" scope="col">
            <a class="sort" href="/verifikationer?period=202603&amp;sortera=belopp">Belopp</a>
            </th>
            </tr>
            </thead>
            <tbody>
            <tr data-href="/verifikationer/A/17">
            <td class="code">
            <a class="row-link" href="/verifikationer/A/17">A 17</a>
            </td>
            <td class="code">
            <time datetime="2026-03-31">2026-03-31</time>
            </td>
            <td class="num">−12 345,67</td>
            </tr>
            </tbody>
            </table>
            </div>
            </div>"#]],
    );
}

#[test]
fn what_a_page_holds_cannot_become_markup() {
    let text = "<script>alert(\"1\")</script>";
    let all = html! {
        (Field::text(text, text).value(text).help(text))
        (Facts::new().text(text, text))
        (Badge::new(Tone::Info, text))
        (FilterBar::new(words(), &Address::parse(&format!("/{text}?a={text}"))).field(Field::text("a", "A")))
        (Table::new(words(), text, [Column::text(text)]).rows([Row::new([Cell::text(text)]).href(text)]))
    };
    assert!(!all.into_string().contains("<script>"));
}
