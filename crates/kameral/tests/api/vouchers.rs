//! Posting, looking and correcting.

use expect_test::expect;

use crate::api::world::check;

/// GL-05, GL-07, GL-08: what is posted is numbered, told with its links both ways, and corrected by
/// a new voucher, once.
#[test]
fn a_voucher_is_posted_shown_and_reversed() {
    check(
        r#"eva POST vouchers {"vouchers":[{rent}]}
           eva GET vouchers/A-2026-1
           eva POST vouchers/A-2026-1/reversal {"reason":"Fel hyra"}
           eva POST vouchers/A-2026-1/reversal {"reason":"Igen"}
           eva GET vouchers?limit=1
           eva GET vouchers?limit=1&before=2"#,
        expect![[r##"
            eva POST vouchers: 201 {"vouchers":[{"hash":"#","journal_seq":1,"number":"A-2026-1","period":"202603"}]}
            eva GET vouchers/A-2026-1: 200 {"attachments":[],"corrected_by":[],"correction":null,"corrects":null,"counterparty":"","date":"2026-03-02","event_date":null,"hash":"#","journal_seq":1,"kind":"general","line_count":2,"lines":[{"FIN":"","MP":"","ORG":"","OVR":"","PROJ":"","RESURS":"","VHT":"","account":"5611","amount_ore":50000,"caused_by_line":null,"corrected_by":null,"corrects_line":null,"currency":"","currency_minor":null,"generated_by":null,"generated_version":null,"line":1,"name":"Förbrukningsinventarier, inomstatliga","quantity":null,"source_row":null,"text":"","unit":""},{"FIN":"","MP":"","ORG":"","OVR":"","PROJ":"","RESURS":"","VHT":"","account":"1910","amount_ore":-50000,"caused_by_line":null,"corrected_by":null,"corrects_line":null,"currency":"","currency_minor":null,"generated_by":null,"generated_version":null,"line":2,"name":"Räntekonto i Riksgälden","quantity":null,"source_row":null,"text":"","unit":""}],"link":"","model_version":1264,"number":"A-2026-1","period":"202603","previous_hash":"#","reason":null,"registered_at":"2026-06-30T08:00:00.000000Z","registered_by":"eva","sequence_number":1,"series":"A","source":"api","source_key":"","source_sha256":null,"text":"Hyra","texts_disposed_by":null,"turnover_ore":50000,"warnings":"","year":2026}
            eva POST vouchers/A-2026-1/reversal: 201 {"hash":"#","journal_seq":2,"number":"C-2026-1","period":"202606"}
            eva POST vouchers/A-2026-1/reversal: 422 Nekat
                - line: already_corrected: Rad 1 är redan rättad av C-2026-1. Blev det fel rättar du C-2026-1.
            eva GET vouchers?limit=1: 200 {"gave_up":false,"next_before":2,"vouchers":[{"correction":"reversal","counterparty":"","date":"2026-06-30","journal_seq":2,"kind":"reversal","line_count":2,"number":"C-2026-1","period":"202606","registered_at":"2026-06-30T08:00:00.000000Z","registered_by":"eva","source":"correction","text":"Hyra","turnover_ore":50000}]}
            eva GET vouchers?limit=1&before=2: 200 {"gave_up":false,"next_before":null,"vouchers":[{"correction":"","counterparty":"","date":"2026-03-02","journal_seq":1,"kind":"general","line_count":2,"number":"A-2026-1","period":"202603","registered_at":"2026-06-30T08:00:00.000000Z","registered_by":"eva","source":"api","text":"Hyra","turnover_ore":50000}]}
        "##]],
    );
}

/// DEF-04: chosen lines are moved to another coding.
#[test]
fn lines_are_recoded_and_numbers_annulled() {
    check(
        r#"eva POST vouchers {"vouchers":[{rent}]}
           eva POST vouchers/A-2026-1/recoding {"reason":"Fel konto","moves":[{"line":1,"account":"5711","amount_ore":20000}]}
           eva POST vouchers/A-2026-1/recoding {"reason":"Fel","moves":[{"line":2,"dimensions":{"ORGG":"1"}}]}
           eva POST vouchers/A-2026-2/annulment {"reason":"Hoppat över"}
           eva GET vouchers/A-2026-9"#,
        expect![[r##"
            eva POST vouchers: 201 {"vouchers":[{"hash":"#","journal_seq":1,"number":"A-2026-1","period":"202603"}]}
            eva POST vouchers/A-2026-1/recoding: 201 {"hash":"#","journal_seq":2,"number":"C-2026-1","period":"202606"}
            eva POST vouchers/A-2026-1/recoding: 422 Nekat
                2 ORGG: dimension_unknown: Koddelen ORGG går inte att använda här: den finns inte, är indirekt eller gäller inte den dagen. Ta bort värdet, eller välj en annan koddel.
            eva POST vouchers/A-2026-2/annulment: 201 {"hash":"#","journal_seq":3,"number":"A-2026-2","period":"202606"}
            eva GET vouchers/A-2026-9: 404 Det finns inget sådant här, eller inget du får veta av
        "##]],
    );
}

/// GL-13: vouchers are found by what stands in them.
#[test]
fn vouchers_are_found() {
    check(
        r#"eva POST vouchers {"vouchers":[{rent},{"date":"2026-04-01","text":"Stolar","lines":[{"account":"5612","amount_ore":700},{"account":"1910","amount_ore":-700}]}]}
           eva GET vouchers?account=5612
           eva GET vouchers?amount_from_ore=1000&series=A
           eva GET vouchers?date_from=2026-04-01&date_to=2026-04-30&kind=general&number=2
           eva GET vouchers?period=202605
           eva GET vouchers?period_from=202604&period_to=202613&limit=1"#,
        expect![[r##"
            eva POST vouchers: 201 {"vouchers":[{"hash":"#","journal_seq":1,"number":"A-2026-1","period":"202603"},{"hash":"#","journal_seq":2,"number":"A-2026-2","period":"202604"}]}
            eva GET vouchers?account=5612: 200 {"gave_up":false,"next_before":null,"vouchers":[{"correction":"","counterparty":"","date":"2026-04-01","journal_seq":2,"kind":"general","line_count":2,"number":"A-2026-2","period":"202604","registered_at":"2026-06-30T08:00:00.000000Z","registered_by":"eva","source":"api","text":"Stolar","turnover_ore":700}]}
            eva GET vouchers?amount_from_ore=1000&series=A: 200 {"gave_up":false,"next_before":null,"vouchers":[{"correction":"","counterparty":"","date":"2026-03-02","journal_seq":1,"kind":"general","line_count":2,"number":"A-2026-1","period":"202603","registered_at":"2026-06-30T08:00:00.000000Z","registered_by":"eva","source":"api","text":"Hyra","turnover_ore":50000}]}
            eva GET vouchers?date_from=2026-04-01&date_to=2026-04-30&kind=general&number=2: 200 {"gave_up":false,"next_before":null,"vouchers":[{"correction":"","counterparty":"","date":"2026-04-01","journal_seq":2,"kind":"general","line_count":2,"number":"A-2026-2","period":"202604","registered_at":"2026-06-30T08:00:00.000000Z","registered_by":"eva","source":"api","text":"Stolar","turnover_ore":700}]}
            eva GET vouchers?period=202605: 200 {"gave_up":false,"next_before":null,"vouchers":[]}
            eva GET vouchers?period_from=202604&period_to=202613&limit=1: 200 {"gave_up":false,"next_before":null,"vouchers":[{"correction":"","counterparty":"","date":"2026-04-01","journal_seq":2,"kind":"general","line_count":2,"number":"A-2026-2","period":"202604","registered_at":"2026-06-30T08:00:00.000000Z","registered_by":"eva","source":"api","text":"Stolar","turnover_ore":700}]}
        "##]],
    );
}

#[test]
fn a_dry_run_tells_the_lines_and_posts_nothing() {
    check(
        r#"eva POST vouchers {"vouchers":[{rent}],"dry_run":true}
           eva GET vouchers"#,
        expect![[r#"
            eva POST vouchers: 200 {"vouchers":[{"date":"2026-03-02","kind":"general","lines":[{"FIN":"","MP":"","ORG":"","OVR":"","PROJ":"","RESURS":"","VHT":"","account":"5611","amount_ore":50000,"caused_by_line":null,"corrected_by":null,"corrects_line":null,"currency":"","currency_minor":null,"generated_by":null,"generated_version":null,"line":1,"name":"Förbrukningsinventarier, inomstatliga","quantity":null,"source_row":null,"text":"","unit":""},{"FIN":"","MP":"","ORG":"","OVR":"","PROJ":"","RESURS":"","VHT":"","account":"1910","amount_ore":-50000,"caused_by_line":null,"corrected_by":null,"corrects_line":null,"currency":"","currency_minor":null,"generated_by":null,"generated_version":null,"line":2,"name":"Räntekonto i Riksgälden","quantity":null,"source_row":null,"text":"","unit":""}],"period":"202603","series":"A","text":"Hyra","warnings":""}]}
            eva GET vouchers: 200 {"gave_up":false,"next_before":null,"vouchers":[]}
        "#]],
    );
}

/// Everything that is wrong is told at once, each with its line and field, in the caller's language.
#[test]
fn refusals_in_two_languages() {
    let wrong = r#"{"vouchers":[{"source_key":"F1","lines":[{"account":"9999","amount_ore":100},{"account":"1910","amount_ore":-90}]}]}"#;
    check(
        &format!("eva POST vouchers {wrong}\n eva POST vouchers lang=en {wrong}\n eva GET vouchers"),
        expect![[r#"
            eva POST vouchers: 422 Nekat
                - date: date_missing: Datumet saknas. Skriv den dag verifikationen sammanställs.
                - text: text_missing: Texten saknas. Skriv vad händelsen avser.
                1 account: account_unknown: Kontot 9999 finns inte i kontoplanen. Skriv ett konto som finns där.
                - amount: unbalanced: Debet är 1,00 och kredit 0,90, en skillnad på 0,10. Rätta beloppen så att skillnaden blir noll.
            eva POST vouchers: 422 Refused
                - date: date_missing: The date is missing. Write the day the voucher is put together.
                - text: text_missing: The text is missing. Write what the event concerns.
                1 account: account_unknown: There is no account 9999 in the chart. Write one that is there.
                - amount: unbalanced: Debit is 1,00 and credit 0,90, a difference of 0,10. Correct the amounts so that the difference is zero.
            eva GET vouchers: 200 {"gave_up":false,"next_before":null,"vouchers":[]}
        "#]],
    );
}
