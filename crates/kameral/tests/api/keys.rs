//! Keys of the client's own: a request sent twice has one effect (reliability rule 2).

use expect_test::expect;

use crate::api::world::check;

#[test]
fn the_same_key_posts_once() {
    check(
        r#"eva POST vouchers key=k1 {"vouchers":[{rent}]}
           eva POST vouchers key=k1 {"vouchers":[{rent}]}
           eva POST vouchers key=k1 {"vouchers":[{rent},{rent}]}
           eva POST vouchers/A-2026-1/reversal key=k2 {"reason":"Fel"}
           eva POST vouchers/A-2026-1/reversal key=k2 {"reason":"Fel"}
           eva POST vouchers/C-2026-1/reversal key=k2 {"reason":"Fel"}
           eva GET history?command=voucher.post
           eva GET vouchers?series=B"#,
        expect![[r##"
            eva POST vouchers: 201 {"vouchers":[{"hash":"#","journal_seq":1,"number":"A-2026-1","period":"202603"}]}
            eva POST vouchers: 201 {"vouchers":[{"hash":"#","journal_seq":1,"number":"A-2026-1","period":"202603"}]}
            eva POST vouchers: 422 Nekat
                - key: key_reused: Nyckeln k1 har redan använts för en annan begäran. Inget har ändrats. Sänd begäran med en ny nyckel, eller börja om från början.
            eva POST vouchers/A-2026-1/reversal: 201 {"hash":"#","journal_seq":2,"number":"C-2026-1","period":"202606"}
            eva POST vouchers/A-2026-1/reversal: 201 {"hash":"#","journal_seq":2,"number":"C-2026-1","period":"202606"}
            eva POST vouchers/C-2026-1/reversal: 422 Nekat
                - key: key_reused: Nyckeln k2 har redan använts för en annan begäran. Inget har ändrats. Sänd begäran med en ny nyckel, eller börja om från början.
            eva GET history?command=voucher.post: 200 {"lines":[{"actor":"eva","address":"127.0.0.1","at":"2026-06-30T08:00:00Z","channel":"api","client":"","command":"voucher.post","detail":"key_reused","on_behalf_of":"","outcome":"refused","role":"controller","rules":"","seq":9,"subject":"api"},{"actor":"eva","address":"127.0.0.1","at":"2026-06-30T08:00:00Z","channel":"api","client":"","command":"voucher.post","detail":"","on_behalf_of":"","outcome":"repeated","role":"controller","rules":"","seq":8,"subject":"api"},{"actor":"eva","address":"127.0.0.1","at":"2026-06-30T08:00:00Z","channel":"api","client":"","command":"voucher.post","detail":"","on_behalf_of":"","outcome":"accepted","role":"controller","rules":"model:1264","seq":7,"subject":"api"}],"next_before":null}
            eva GET vouchers?series=B: 200 {"gave_up":false,"next_before":null,"vouchers":[]}
        "##]],
    );
}

#[test]
fn the_same_key_keeps_one_draft() {
    check(
        r#"eva POST drafts key=u1 {"voucher":{rent}}
           eva POST drafts key=u1 {"voucher":{rent}}
           eva POST drafts {"voucher":{rent}}"#,
        expect![[r#"
            eva POST drafts: 201 {"draft":1,"version":1}
            eva POST drafts: 201 {"draft":1,"version":1}
            eva POST drafts: 201 {"draft":2,"version":1}
        "#]],
    );
}

#[test]
fn a_refused_request_keeps_no_key() {
    check(
        r#"eva POST vouchers key=k1 {"vouchers":[{"date":"2026-03-02","text":"Tom","lines":[]}]}
           eva POST vouchers key=k1 {"vouchers":[{rent}]}
           eva POST vouchers key=å {"vouchers":[{rent}]}"#,
        expect![[r##"
            eva POST vouchers: 422 Nekat
                - lines: lines_missing: Verifikationen har inga rader. Skriv minst två.
            eva POST vouchers: 201 {"vouchers":[{"hash":"#","journal_seq":1,"number":"A-2026-1","period":"202603"}]}
            eva POST vouchers: 400 Idempotency-Key ska vara 1–200 synliga tecken
        "##]],
    );
}
