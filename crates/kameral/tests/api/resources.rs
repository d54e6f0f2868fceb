//! Drafts, templates, registers, periods, open items, files, reports.

use axum::http::StatusCode;
use expect_test::expect;

use crate::api::world::{World, check, voucher};

#[test]
fn a_draft_is_kept_parked_and_posted_once() {
    check(
        r#"eva POST drafts {"voucher":{rent},"note":"väntar"}
           eva PUT drafts/1 {"version":1,"voucher":{"text":"Hyra mars","lines":[]}}
           eva PUT drafts/1 {"version":1,"voucher":{rent}}
           eva PUT drafts/1 {"version":2,"voucher":{rent}}
           eva POST drafts/1/parking {"note":"till någon"}
           eva GET drafts
           eva GET drafts/1
           eva POST drafts/1/posting key=d1 {"version":4}
           eva POST drafts/1/posting key=d1 {"version":4}
           eva POST drafts/1/posting {"version":4}
           eva DELETE drafts/1
           eva GET drafts/7"#,
        expect![[r##"
            eva POST drafts: 201 {"draft":1,"version":1}
            eva PUT drafts/1: 200 {"draft":1,"version":2}
            eva PUT drafts/1: 422 Nekat
                - draft: draft_changed: Utkast 1 har ändrats av eva sedan du öppnade det. Jämför med den nya versionen; det du har skrivit finns kvar här.
            eva PUT drafts/1: 200 {"draft":1,"version":3}
            eva POST drafts/1/parking: 200 {"draft":1,"version":4}
            eva GET drafts: 200 {"own":[],"parked":[{"date":"2026-03-02","head":{"changed_at":"2026-06-30T08:00:00.000000Z","changed_by":"eva","draft":1,"note":"till någon","own":true,"owner":"eva","posted_seq":null,"state":"parked","version":4},"line_count":2,"text":"Hyra","turnover_ore":50000}]}
            eva GET drafts/1: 200 {"head":{"changed_at":"2026-06-30T08:00:00.000000Z","changed_by":"eva","draft":1,"note":"till någon","own":true,"owner":"eva","posted_seq":null,"state":"parked","version":4},"voucher":{"attachments":[],"counterparty":null,"date":"2026-03-02","event_date":null,"kind":null,"lines":[{"account":"5611","amount_ore":50000,"currency":null,"currency_minor":null,"dimensions":{},"quantity":null,"text":null,"unit":null},{"account":"1910","amount_ore":-50000,"currency":null,"currency_minor":null,"dimensions":{},"quantity":null,"text":null,"unit":null}],"link":null,"number":null,"period":null,"series":null,"source_key":null,"text":"Hyra"}}
            eva POST drafts/1/posting: 201 {"hash":"#","journal_seq":1,"number":"A-2026-1","period":"202603"}
            eva POST drafts/1/posting: 201 {"hash":"#","journal_seq":1,"number":"A-2026-1","period":"202603"}
            eva POST drafts/1/posting: 422 Nekat
                - draft: draft_gone: Utkast 1 är redan bokfört eller borttaget. Sök upp verifikationen, eller börja på ett nytt utkast.
            eva DELETE drafts/1: 422 Nekat
                - draft: draft_gone: Utkast 1 är redan bokfört eller borttaget. Sök upp verifikationen, eller börja på ett nytt utkast.
            eva GET drafts/7: 404 Det finns inget sådant här, eller inget du får veta av
        "##]],
    );
}

#[test]
fn a_template_gives_a_voucher_to_begin_from() {
    check(
        r#"eva PUT templates/hyra {"shared":true,"voucher":{rent},"required":[{"line":1,"field":"ORG"}]}
           eva GET templates
           eva GET templates/hyra
           eva DELETE templates/hyra
           eva GET templates/hyra"#,
        expect![[r#"
            eva PUT templates/hyra: 204
            eva GET templates: 200 {"templates":[{"name":"hyra","own":true,"owner":"eva","saved_at":"2026-06-30T08:00:00.000000Z","shared":true}]}
            eva GET templates/hyra: 200 {"required":[{"field":"ORG","line":1}],"voucher":{"attachments":[],"counterparty":null,"date":null,"event_date":null,"kind":null,"lines":[{"account":"5611","amount_ore":0,"currency":null,"currency_minor":null,"dimensions":{},"quantity":null,"text":null,"unit":null},{"account":"1910","amount_ore":0,"currency":null,"currency_minor":null,"dimensions":{},"quantity":null,"text":null,"unit":null}],"link":null,"number":null,"period":null,"series":null,"source_key":null,"text":"Hyra"}}
            eva DELETE templates/hyra: 204
            eva GET templates/hyra: 422 Nekat
                - template: template_unknown: Det finns ingen mall hyra som du kan använda. Välj en ur listan.
        "#]],
    );
}

/// EM-30, EM-33: every change of a register is kept with author and the row before and after.
#[test]
fn registers_are_changed_and_their_history_is_told() {
    check(
        r#"eva PUT accounts/56110 {"name":"Stolar","kind":"expense"}
           eva GET accounts?account=56110
           eva PUT accounts/x {"name":"Fel","kind":"expense"}
           eva PUT dimensions/ORG/values/120 {"name":"Enheten","valid_from":"2026-01-01"}
           eva PUT dimensions/ORG/values/120 {"name":"Enheten","valid_from":"2026-01-01"}
           eva GET dimensions/ORG/values
           eva PUT rules/stolar {"accounts":"56110","dimension":"ORG","requirement":"mandatory"}
           eva GET rules
           eva PUT relations/chef {"from_dimension":"ORG","name":"Chef","values":[{"from":"12*","to":"bo"}]}
           eva PUT hierarchies/org {"dimension":"ORG","name":"Organisation","nodes":[{"node":"allt","name":"Allt"},{"node":"e","parent":"allt","name":"E","leaf":"12*"}]}
           eva GET hierarchies
           eva PUT series/Z {"name":"Övrigt"}
           eva PUT kinds/other {"series":"Z","name":"Övrigt"}
           eva PUT currencies/EUR {"name":"Euro","decimals":2}
           eva PUT currencies/EUR/rates/2026-01-01 {"rate_micro":11500000}
           eva GET currencies
           eva POST years {"starts_on":"2027-01-01","ends_on":"2027-12-31"}
           eva GET model/changes?register=account&limit=1
           eva PUT account-levels/561 {"name":"Inventarier"}"#,
        expect![[r#"
            eva PUT accounts/56110: 200 {"changes":1}
            eva GET accounts?account=56110: 200 {"accounts":[{"account":"56110","counterparty_kind":null,"flow":null,"grade":null,"kind":"expense","name":"Stolar","name_en":null,"note":null,"open_items":false,"posting":"open","role":null,"s_code":null,"source":null,"unit":null,"valid_from":null,"valid_to":null}],"model_version":1265}
            eva PUT accounts/x: 422 Nekat
                - -: account_malformed: x är inget kontonummer. Skriv en till tio siffror.
            eva PUT dimensions/ORG/values/120: 200 {"changes":1}
            eva PUT dimensions/ORG/values/120: 200 {"changes":0}
            eva GET dimensions/ORG/values: 200 {"values":[{"attributes":{},"name":"Enheten","successor":null,"valid_from":"2026-01-01","valid_to":null,"value":"120"}]}
            eva PUT rules/stolar: 200 {"changes":1}
            eva GET rules: 200 {"rules":[{"accounts":"56110","dimension":"ORG","kinds":null,"requirement":"mandatory","rule":"stolar","text_en":null,"text_sv":null,"valid_from":null,"valid_to":null,"value":null,"warning":false,"when":null}]}
            eva PUT relations/chef: 200 {"changes":1}
            eva PUT hierarchies/org: 200 {"changes":1}
            eva GET hierarchies: 200 {"hierarchies":[{"dimension":"ORG","hierarchy":"org","name":"Organisation","name_en":null,"nodes":[{"leaf":null,"name":"Allt","node":"allt","parent":null,"valid_from":null,"valid_to":null},{"leaf":"12*","name":"E","node":"e","parent":"allt","valid_from":null,"valid_to":null}]}]}
            eva PUT series/Z: 200 {"changes":1}
            eva PUT kinds/other: 200 {"changes":1}
            eva PUT currencies/EUR: 200 {"changes":0}
            eva PUT currencies/EUR/rates/2026-01-01: 200 {"changes":1}
            eva GET currencies: 200 {"currencies":[{"currency":"CHF","decimals":2,"name":"Schweizisk franc","rates":[]},{"currency":"DKK","decimals":2,"name":"Dansk krona","rates":[]},{"currency":"EUR","decimals":2,"name":"Euro","rates":[{"rate_micro":11500000,"valid_from":"2026-01-01"}]},{"currency":"GBP","decimals":2,"name":"Brittiskt pund","rates":[]},{"currency":"NOK","decimals":2,"name":"Norsk krona","rates":[]},{"currency":"USD","decimals":2,"name":"US-dollar","rates":[]}]}
            eva POST years: 200 {"changes":1}
            eva GET model/changes?register=account&limit=1: 200 {"changes":[{"after":{"account":{"account":"56110","counterparty_kind":"","flow":"","grade":"","kind":"expense","name":"Stolar","name_en":"","note":"","open_items":false,"posting":"open","role":"","s_code":"","source":"","unit":"","valid_from":null,"valid_to":null}},"before":null,"changed_at":"2026-06-30T08:00:00.000000Z","changed_by":"eva","register":"account","subject":"56110","version":1265}],"next_before":1265}
            eva PUT account-levels/561: 200 {"changes":1}
        "#]],
    );
}

/// APR-24, GL-20: rules that see the voucher are kept with its kinds and with what is kept apart, and say
/// on a line what it may not stand beside, and what is used instead.
#[test]
fn rules_that_see_the_voucher_are_kept_and_told() {
    check(
        r#"eva PUT rules/isar {"accounts":"5611","dimension":"KONTO","requirement":"apart","value":"19*","kinds":"!closing","warning":true}
           eva PUT rules/stolar {"accounts":"5611","dimension":"KONTO","requirement":"allowed","value":"5612","when":{"dimension":"KONTO","pattern":"5*"}}
           eva GET rules
           eva PUT rules/fel {"accounts":"5611","dimension":"ORG","requirement":"apart","value":"19*"}
           eva PUT rules/fel {"accounts":"5611","dimension":"ORG","requirement":"fixed","value":"1","kinds":"bank"}
           eva PUT rules/fel {"accounts":"5611","dimension":"KONTO","requirement":"apart"}
           eva POST vouchers {"vouchers":[{rent}]}"#,
        expect![[r#"
            eva PUT rules/isar: 200 {"changes":1}
            eva PUT rules/stolar: 200 {"changes":1}
            eva GET rules: 200 {"rules":[{"accounts":"5611","dimension":"KONTO","kinds":"!closing","requirement":"apart","rule":"isar","text_en":null,"text_sv":null,"valid_from":null,"valid_to":null,"value":"19*","warning":true,"when":null},{"accounts":"5611","dimension":"KONTO","kinds":null,"requirement":"allowed","rule":"stolar","text_en":null,"text_sv":null,"valid_from":null,"valid_to":null,"value":"5612","warning":false,"when":{"dimension":"KONTO","pattern":"5*"}}]}
            eva PUT rules/fel: 422 Nekat
                - -: requirement_misplaced: Regeln fel kan inte ha kravet apart på ORG. Av KONTO kan krävas forbidden, allowed eller apart, av andra koddelar allt utom apart.
            eva PUT rules/fel: 422 Nekat
                - -: requirement_of_line: Regeln fel kan inte ha kravet fixed bara i vissa verifikationstyper: ett värde som fylls i eller föreslås följer raden. Ta bort verifikationstyperna, eller välj ett annat krav.
            eva PUT rules/fel: 400 Begäran har fel form: requirement: mandatory or forbidden; fixed, proposed, allowed or apart with a value
            eva POST vouchers: 422 Nekat
                1 account: account_not_allowed: Konto 5611 får inte användas på raden. Regeln stolar anvisar i stället 5612.
                1 account: accounts_apart: Konto 5611 får inte stå i samma verifikation som konto 1910 på rad 2, enligt regeln isar. Byt det ena kontot, eller bokför händelserna var för sig.
        "#]],
    );
}

#[test]
fn a_closed_period_takes_nothing_and_is_opened_with_a_reason() {
    check(
        r#"eva PUT periods/202603 {"state":"closed","modules":["ledger"]}
           eva POST vouchers {"vouchers":[{rent}]}
           eva PUT periods/202603 {"state":"open"}
           eva PUT periods/202603 {"state":"open","reason":"Sen faktura"}
           eva POST vouchers {"vouchers":[{rent}]}
           eva PUT periods/209901 {"state":"open"}"#,
        expect![[r##"
            eva PUT periods/202603: 204
            eva POST vouchers: 422 Nekat
                - period: period_closed: Perioden 202603 är stängd. Välj en öppen period, eller be den som sköter perioderna att öppna den.
            eva PUT periods/202603: 422 Nekat
                - -: reason_missing: Perioden 202603 är stängd. Skriv skälet till att den öppnas igen.
            eva PUT periods/202603: 204
            eva POST vouchers: 201 {"vouchers":[{"hash":"#","journal_seq":1,"number":"A-2026-1","period":"202603"}]}
            eva PUT periods/209901: 422 Nekat
                - -: period_unknown: Perioden 209901 finns inte i något räkenskapsår. Rätta perioden, eller be den som sköter registren att lägga upp året.
        "##]],
    );
}

#[test]
fn open_items_are_paired_and_the_pairing_undone() {
    let invoice = r#"{"date":"2026-03-02","text":"Faktura","lines":[{"account":"1511","amount_ore":10000},{"account":"5611","amount_ore":-10000}]}"#;
    let payment = r#"{"date":"2026-03-20","text":"Betalning","lines":[{"account":"1910","amount_ore":10000},{"account":"1511","amount_ore":-10000}]}"#;
    check(
        &format!(
            r#"eva POST vouchers {{"vouchers":[{invoice},{payment}]}}
               eva GET open-items?account=1511
               eva POST pairings key=p {{"account":"1511","parts":[{{"journal_seq":1,"line":1,"amount_ore":10000}},{{"journal_seq":2,"line":2,"amount_ore":-9000}}]}}
               eva POST pairings key=p {{"account":"1511","parts":[{{"journal_seq":1,"line":1,"amount_ore":10000}},{{"journal_seq":2,"line":2,"amount_ore":-10000}}]}}
               eva GET open-items
               eva DELETE pairings/1 key=u
               eva DELETE pairings/1 key=u
               eva DELETE pairings/1
               eva GET pairings?account=1511"#
        ),
        expect![[r##"
            eva POST vouchers: 201 {"vouchers":[{"hash":"#","journal_seq":1,"number":"A-2026-1","period":"202603"},{"hash":"#","journal_seq":2,"number":"A-2026-2","period":"202603"}]}
            eva GET open-items?account=1511: 200 {"items":[{"account":"1511","age_days":120,"amount_ore":10000,"counterparty":"","currency":"","currency_minor":null,"date":"2026-03-02","journal_seq":1,"line":1,"number":"A-2026-1","open_ore":10000,"reference":"","text":"Faktura"},{"account":"1511","age_days":102,"amount_ore":-10000,"counterparty":"","currency":"","currency_minor":null,"date":"2026-03-20","journal_seq":2,"line":2,"number":"A-2026-2","open_ore":-10000,"reference":"","text":"Betalning"}]}
            eva POST pairings: 422 Nekat
                - -: pair_not_zero: Posterna blir tillsammans 10,00, och de ska ta ut varandra. Ändra ett belopp, eller bokför skillnaden först.
            eva POST pairings: 201 {"pairing":1}
            eva GET open-items: 200 {"items":[]}
            eva DELETE pairings/1: 200 {"pairing":2}
            eva DELETE pairings/1: 200 {"pairing":2}
            eva DELETE pairings/1: 422 Nekat
                - -: pairing_undone: Ihopparning 1 är redan upphävd av 2. Posterna är öppna; para ihop dem på nytt.
            eva GET pairings?account=1511: 200 {"pairings":[{"account":"1511","paired_at":"2026-06-30T08:00:00.000000Z","paired_by":"eva","pairing":2,"parts":[{"amount_ore":-10000,"journal_seq":1,"line":1},{"amount_ore":10000,"journal_seq":2,"line":2}],"undoes":1,"undone_by":null},{"account":"1511","paired_at":"2026-06-30T08:00:00.000000Z","paired_by":"eva","pairing":1,"parts":[{"amount_ore":10000,"journal_seq":1,"line":1},{"amount_ore":-10000,"journal_seq":2,"line":2}],"undoes":null,"undone_by":2}]}
        "##]],
    );
}

/// APR-06, GL-12: the report of what rules ask, with the voucher it proposes; one call posts it, once.
#[test]
fn a_posting_report_is_read_and_posted() {
    check(
        r#"eva PUT posting-rules/hyra/1 {"name":"Hyra","order":10,"active":true,"method":"report","accounts":"5611","lines":[{"account":"2581","share_millionths":1000000},{"account":"1910","share_millionths":-1000000}]}
           eva POST vouchers {"vouchers":[{rent}]}
           eva GET charges?period=202603&method=run
           eva GET charges?period=202603&method=report
           eva POST charges {"period":"202603","method":"report"}
           eva GET charges?period=202603&method=report
           eva POST charges {"period":"202603","method":"report"}
           eva GET vouchers/R-2026-1/lines/1/causes"#,
        expect![[r##"
            eva PUT posting-rules/hyra/1: 200 {"changes":1}
            eva POST vouchers: 201 {"vouchers":[{"hash":"#","journal_seq":1,"number":"A-2026-1","period":"202603"}]}
            eva GET charges?period=202603&method=run: 200 {"complete":true,"lines":[]}
            eva GET charges?period=202603&method=report: 200 {"complete":false,"lines":[{"coding":"1910","left_ore":-50000,"period":"202603","posted_ore":0,"required_ore":-50000,"rule":"hyra","version":1},{"coding":"2581","left_ore":50000,"period":"202603","posted_ore":0,"required_ore":50000,"rule":"hyra","version":1}]}
            eva POST charges: 201 {"vouchers":[{"hash":"#","journal_seq":2,"number":"R-2026-1","period":"202603"}]}
            eva GET charges?period=202603&method=report: 200 {"complete":true,"lines":[{"coding":"1910","left_ore":0,"period":"202603","posted_ore":-50000,"required_ore":-50000,"rule":"hyra","version":1},{"coding":"2581","left_ore":0,"period":"202603","posted_ore":50000,"required_ore":50000,"rule":"hyra","version":1}]}
            eva POST charges: 201 {"vouchers":[]}
            eva GET vouchers/R-2026-1/lines/1/causes: 200 {"amount_ore":-50000,"cause_count":1,"causes":[{"amount_ore":50000,"coding":"5611","date":"2026-03-02","journal_seq":1,"line":1,"number":"A-2026-1","share_ore":-50000,"text":"Hyra"}],"coding":"1910","earlier":[],"earlier_count":0,"line":1,"next_after":null,"number":"R-2026-1","period":"202603","posted_ore":0,"required_ore":-50000,"rest_ore":0,"rule":"hyra","version":1}
        "##]],
    );
}

/// GL-12, APR-03: a line of a run leads to the lines that it came of.
#[test]
fn a_line_of_a_run_tells_what_it_came_of() {
    check(
        r#"eva PUT posting-rules/hyra/1 {"name":"Hyra","order":10,"active":true,"method":"run","accounts":"5611","lines":[{"account":"2581","share_millionths":1000000},{"account":"1910","share_millionths":-1000000}]}
           eva POST vouchers {"vouchers":[{rent},{rent}]}
           eva POST charges {"period":"202603"}
           eva GET vouchers/R-2026-1/lines/2/causes
           eva GET vouchers/R-2026-1/lines/2/causes?after=1&limit=1
           eva GET vouchers/R-2026-1/lines/7/causes
           eva GET vouchers/A-2026-1/lines/1/causes"#,
        expect![[r##"
            eva PUT posting-rules/hyra/1: 200 {"changes":1}
            eva POST vouchers: 201 {"vouchers":[{"hash":"#","journal_seq":1,"number":"A-2026-1","period":"202603"},{"hash":"#","journal_seq":2,"number":"A-2026-2","period":"202603"}]}
            eva POST charges: 201 {"vouchers":[{"hash":"#","journal_seq":3,"number":"R-2026-1","period":"202603"}]}
            eva GET vouchers/R-2026-1/lines/2/causes: 200 {"amount_ore":100000,"cause_count":2,"causes":[{"amount_ore":50000,"coding":"5611","date":"2026-03-02","journal_seq":1,"line":1,"number":"A-2026-1","share_ore":50000,"text":"Hyra"},{"amount_ore":50000,"coding":"5611","date":"2026-03-02","journal_seq":2,"line":1,"number":"A-2026-2","share_ore":50000,"text":"Hyra"}],"coding":"2581","earlier":[],"earlier_count":0,"line":2,"next_after":null,"number":"R-2026-1","period":"202603","posted_ore":0,"required_ore":100000,"rest_ore":0,"rule":"hyra","version":1}
            eva GET vouchers/R-2026-1/lines/2/causes?after=1&limit=1: 200 {"amount_ore":100000,"cause_count":2,"causes":[{"amount_ore":50000,"coding":"5611","date":"2026-03-02","journal_seq":2,"line":1,"number":"A-2026-2","share_ore":50000,"text":"Hyra"}],"coding":"2581","earlier":[],"earlier_count":0,"line":2,"next_after":null,"number":"R-2026-1","period":"202603","posted_ore":0,"required_ore":100000,"rest_ore":0,"rule":"hyra","version":1}
            eva GET vouchers/R-2026-1/lines/7/causes: 404 Det finns inget sådant här, eller inget du får veta av
            eva GET vouchers/A-2026-1/lines/1/causes: 404 Det finns inget sådant här, eller inget du får veta av
        "##]],
    );
}

/// REP-24 by the API: integer öre, totals, and a limit.
#[test]
fn reports_are_json_and_csv() {
    check(
        r#"eva POST vouchers {"vouchers":[{rent}]}
           eva GET reports/trial-balance?period=202603&where=KONTO=5*
           eva GET reports/trial-balance?period=202603&format=csv
           eva GET reports/trial-balance?period=mars
           eva GET reports/trial-balance?perod=202603
           eva GET reports/nothing"#,
        expect![[r##"
            eva POST vouchers: 201 {"vouchers":[{"hash":"#","journal_seq":1,"number":"A-2026-1","period":"202603"}]}
            eva GET reports/trial-balance?period=202603&where=KONTO=5*: 200 {"as_of":1,"as_of_asked":false,"by":["KONTO"],"columns":[{"key":"account","kind":"account","label":"Konto"},{"key":"name","kind":"text","label":"Beskrivning"},{"key":"opening_ore","kind":"amount","label":"Saldo föregående period"},{"key":"debit_ore","kind":"amount","label":"Debet denna period"},{"key":"credit_ore","kind":"amount","label":"Kredit denna period"},{"key":"period_ore","kind":"amount","label":"Denna period"},{"key":"closing_ore","kind":"amount","label":"Saldo utgående denna period"}],"currency":"SEK","entity":{"code":"1098","name":"Strandskyddsnämnden"},"facts":[],"filters":[{"key":"KONTO","name":"Konto","pattern":"5*"}],"notes":[],"page":{"after":null,"next":null},"page_totals":null,"periods":"202603","reconciles":{"difference_ore":-50000,"text":"Stämmer med råbalansen för urvalet. Resten av huvudboken: −500,00.","verdict":"part"},"report":"trial-balance","rows":[{"account":"5611","closing_ore":50000,"credit_ore":0,"debit_ore":50000,"name":"Förbrukningsinventarier, inomstatliga","opening_ore":0,"period_ore":50000}],"run_at":"2026-06-30T08:00:00Z","scope":null,"title":"Råbalans","totals":{"closing_ore":50000,"credit_ore":0,"debit_ore":50000,"name":"Summa","opening_ore":0,"period_ore":50000},"user":"eva","year":2026}
            eva GET reports/trial-balance?period=202603&format=csv: 200 text/csv; charset=utf-8
            "account","name","opening_ore","debit_ore","credit_ore","period_ore","closing_ore"
            "1910","Räntekonto i Riksgälden",0,0,50000,-50000,-50000
            "5611","Förbrukningsinventarier, inomstatliga",0,50000,0,50000,50000
            eva GET reports/trial-balance?period=mars: 422 Nekat
                - period: report_period_malformed: mars är ingen period. Skriv 202603, eller från och till: 202601..202612.
            eva GET reports/trial-balance?perod=202603: 400 Begäran har fel form: unknown parameter `perod`
            eva GET reports/nothing: 404 Det finns inget sådant här, eller inget du får veta av
        "##]],
    );
}

/// The books hold together, and who may not ask is not told.
#[test]
fn the_books_are_checked() {
    check(
        r#"eva POST vouchers {"vouchers":[{rent}]}
           sys POST check {}
           sys POST check {"since":{"journal_seq":1,"hash":"00"}}
           eva POST check {}"#,
        expect![[r##"
            eva POST vouchers: 201 {"vouchers":[{"hash":"#","journal_seq":1,"number":"A-2026-1","period":"202603"}]}
            sys POST check: 200 {"clean":true,"findings":[],"head_hash":"#","head_seq":1,"left_out":0,"lines":2,"store":[],"vouchers":1}
            sys POST check: 400 Begäran har fel form
                1 since.hash: malformed: expected 64 hexadecimal digits at line 1 column 38
            eva POST check: 403 Du har inte behörighet till detta: Behörigheten system.manage saknas.
        "##]],
    );
}

/// The same file again changes nothing; a dry run leaves nothing.
#[test]
fn files_come_in_and_go_out() {
    let world = World::new();
    let csv = "voucher,date,text,account,amount\nF1,2026-03-02,Hyra,5611,500\nF1,2026-03-02,Hyra,1910,-500\n";
    let send = |path: &str, media_type: &str, bytes: &[u8]| {
        let path = format!("/api/v1/entities/1098/files/{path}");
        let answered = world.ask("eva", "POST", &path, &[("content-type", media_type)], bytes.to_vec());
        (answered.status, answered.json())
    };
    let (status, dry) = send(
        "vouchers?name=hyra.csv&dry_run=true",
        "text/csv; charset=utf-8",
        csv.as_bytes(),
    );
    assert_eq!((status, &dry["known"]), (StatusCode::OK, &false.into()), "{dry}");
    let (status, posted) = send("vouchers?name=hyra.csv", "text/csv", csv.as_bytes());
    assert_eq!((status, &posted["known"]), (StatusCode::OK, &false.into()), "{posted}");
    let (_, again) = send("vouchers?name=hyra.csv", "text/csv", csv.as_bytes());
    assert_eq!(
        (&again["known"], &again["vouchers"]),
        (&true.into(), &posted["vouchers"])
    );
    let (status, refused) = send("vouchers", "text/csv", b"voucher,date\n");
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{refused}");

    let written = world.ask(
        "eva",
        "GET",
        "/api/v1/entities/1098/files/sie?year=2026",
        &[],
        Vec::new(),
    );
    assert_eq!(written.status, StatusCode::OK);
    assert!(
        written.body.starts_with(b"#FLAGGA 0"),
        "{}",
        String::from_utf8_lossy(&written.body)
    );
    let sie = "#FLAGGA 0\n#FORMAT PC8\n#SIETYP 4\n#PROGRAM \"Prov\" 1\n#GEN 20260101\n#FNAMN \"Prov\"\n\
        #RAR 0 20250101 20251231\n#KONTO 5611 \"Inventarier\"\n#KONTO 1910 \"Bank\"\n#UB 0 1910 -50.00\n#RES 0 5611 50.00\n\
        #VER S 1 20250301 \"Stol\"\n{\n#TRANS 5611 {} 50.00\n#TRANS 1910 {} -50.00\n}\n";
    let (status, dry) = send("sie?name=p.se&dry_run=true", "application/octet-stream", sie.as_bytes());
    assert_eq!(
        (status, &dry["vouchers"], &dry["reconciles"]),
        (StatusCode::OK, &1.into(), &true.into()),
        "{dry}"
    );
    let (status, done) = send("sie?name=p.se", "application/octet-stream", sie.as_bytes());
    assert_eq!(
        (status, &done["known"], &done["vouchers"]),
        (StatusCode::OK, &false.into(), &1.into()),
        "{done}"
    );
    let (_, again) = send("sie?name=p.se", "application/octet-stream", sie.as_bytes());
    assert_eq!(again["known"], true);
    let missing = world.ask(
        "eva",
        "GET",
        "/api/v1/entities/1098/files/sie?year=2031",
        &[],
        Vec::new(),
    );
    assert_eq!(missing.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[test]
fn a_document_follows_a_voucher() {
    let world = World::new();
    let path = "/api/v1/entities/1098/attachments";
    let headers = [("content-type", "application/pdf")];
    let kept = world.ask(
        "eva",
        "POST",
        &format!("{path}?name=hyra.pdf"),
        &headers,
        b"%PDF".to_vec(),
    );
    assert_eq!(kept.status, StatusCode::CREATED);
    let kept = kept.json();
    let posted = voucher("Hyra", 100).replace("\"lines\"", &format!("\"attachments\":[{kept}],\"lines\""));
    let body = format!(r#"{{"vouchers":[{posted}]}}"#);
    let posted = world.ask("eva", "POST", "/api/v1/entities/1098/vouchers", &[], body.into_bytes());
    assert_eq!(posted.status, StatusCode::CREATED, "{}", posted.json());
    let sha256 = kept["sha256"].as_str().unwrap();
    let fetched = world.ask("eva", "GET", &format!("{path}/{sha256}"), &[], Vec::new());
    assert_eq!(
        (fetched.media_type.as_str(), &fetched.body[..]),
        ("application/pdf", &b"%PDF"[..])
    );
    assert_eq!(
        world.ask("eva", "GET", &format!("{path}/00"), &[], Vec::new()).status,
        StatusCode::NOT_FOUND
    );
}

#[test]
fn who_manages_the_system_makes_an_entity() {
    check(
        r#"sys POST /api/v1/entities {"code":"3098","name":"Nya nämnden","org_number":"202100-5026","rules":"state","with_proposed_rules":true}
           sys POST /api/v1/entities {"code":"3098","name":"Nya nämnden","org_number":"202100-5026","rules":"state"}
           sys POST /api/v1/entities {"code":"3099","name":"Nya nämnden","org_number":"202100-5026","rules":"statlig"}
           sys GET /api/v1/entities"#,
        expect![[r#"
            sys POST /api/v1/entities: 201 {"code":"3098","currency":"SEK","name":"Nya nämnden","org_number":"202100-5026","rules":"state"}
            sys POST /api/v1/entities: 422 Nekat
                - -: entity_code_taken: Koden 3098 är upptagen. Välj en annan.
            sys POST /api/v1/entities: 400 Begäran har fel form: rules: state or municipal
            sys GET /api/v1/entities: 200 {"entities":[{"code":"1098","currency":"SEK","name":"Strandskyddsnämnden","org_number":"202100-5026","rules":"state"}]}
        "#]],
    );
}
