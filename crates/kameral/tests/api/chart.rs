//! The chart of accounts out of a table, and what reports are made of.

use std::fmt::Write as _;

use axum::http::StatusCode;
use expect_test::expect;

use crate::api::world::{World, check};

/// EM-04, EM-32: a table is held against the chart, account by account, and then taken.
#[test]
fn a_chart_is_compared_and_then_taken() {
    let world = World::new();
    let mut told = String::new();
    let table = "konto;benämning;färg\n5611;Kontorsmöbler;blå\n56111;Pallar;röd\n";
    for (who, asked, table) in [
        ("eva", "dry_run=true", table),
        ("bo", "dry_run=true", table),
        ("bo", "name=konton.csv", table),
        ("eva", "name=konton.csv", table),
        ("eva", "name=konton.csv", table),
        ("eva", "name=fel.csv", "konto;benämning\n1x;Fel\n"),
        ("eva", "sheet=Två", ""),
    ] {
        let path = format!("/api/v1/entities/1098/files/chart?{asked}");
        let headers = [("content-type", "text/csv"), ("accept-language", "sv")];
        let answered = world.ask(who, "POST", &path, &headers, table.as_bytes().to_vec());
        let mut answer = answered.json();
        if answered.status == StatusCode::OK {
            let missing = answer["missing"].as_array().unwrap().len();
            answer["missing"] = missing.into();
        }
        writeln!(told, "{who} {asked}: {} {answer}", answered.status.as_u16()).unwrap();
    }
    told.push_str(&world.play("eva GET accounts?account=56111\n eva GET history?command=chart.import"));
    expect![[r#"
        eva dry_run=true: 200 {"added":[{"account":"56111","fields":[{"field":"name_sv","new":"Pallar","old":""},{"field":"kind","new":"expense","old":""},{"field":"posting","new":"open","old":""},{"field":"open_items","new":"false","old":""}],"line":3}],"changed":[{"account":"5611","fields":[{"field":"name_sv","new":"Kontorsmöbler","old":"Förbrukningsinventarier, inomstatliga"}],"line":2}],"dry_run":true,"ignored_columns":["färg"],"missing":768,"unchanged":0}
        bo dry_run=true: 403 {"detail":"Behörigheten register.edit saknas.","status":403,"title":"Du har inte behörighet till detta"}
        bo name=konton.csv: 403 {"detail":"Behörigheten register.edit saknas.","status":403,"title":"Du har inte behörighet till detta"}
        eva name=konton.csv: 200 {"added":[{"account":"56111","fields":[{"field":"name_sv","new":"Pallar","old":""},{"field":"kind","new":"expense","old":""},{"field":"posting","new":"open","old":""},{"field":"open_items","new":"false","old":""}],"line":3}],"changed":[{"account":"5611","fields":[{"field":"name_sv","new":"Kontorsmöbler","old":"Förbrukningsinventarier, inomstatliga"}],"line":2}],"dry_run":false,"ignored_columns":["färg"],"missing":768,"unchanged":0}
        eva name=konton.csv: 200 {"added":[],"changed":[],"dry_run":false,"ignored_columns":["färg"],"missing":768,"unchanged":2}
        eva name=fel.csv: 422 {"refusals":[{"field":"account","line":2,"name":"account_malformed","severity":"refused","text":"1x är inget kontonummer. Skriv en till tio siffror."}],"status":422,"title":"Nekat"}
        eva sheet=Två: 422 {"refusals":[{"field":null,"line":null,"name":"table_file_header_missing","severity":"refused","text":"Ingen rad nära toppen har alla kolumnerna account, konto. Kontrollera rubrikraden och att rätt blad är valt."}],"status":422,"title":"Nekat"}
        eva GET accounts?account=56111: 200 {"accounts":[{"account":"56111","counterparty_kind":null,"flow":null,"grade":null,"kind":"expense","name":"Pallar","name_en":null,"note":null,"open_items":false,"posting":"open","role":null,"s_code":null,"source":null,"unit":null,"valid_from":null,"valid_to":null}],"model_version":1266}
        eva GET history?command=chart.import: 200 {"lines":[{"actor":"eva","address":"127.0.0.1","at":"2026-06-30T08:00:00Z","channel":"api","client":"","command":"chart.import","detail":"account_malformed","on_behalf_of":"","outcome":"refused","role":"controller","rules":"","seq":11,"subject":"fel.csv"},{"actor":"eva","address":"127.0.0.1","at":"2026-06-30T08:00:00Z","channel":"api","client":"","command":"chart.import","detail":"","on_behalf_of":"","outcome":"accepted","role":"controller","rules":"","seq":10,"subject":"konton.csv"},{"actor":"eva","address":"127.0.0.1","at":"2026-06-30T08:00:00Z","channel":"api","client":"","command":"chart.import","detail":"","on_behalf_of":"","outcome":"accepted","role":"controller","rules":"","seq":9,"subject":"konton.csv"}],"next_before":null}
    "#]].assert_eq(&told);
}

/// EM-31: which accounts make up which line is data, read and changed like any register.
#[test]
fn the_lines_of_statements_are_data() {
    let line = r#""section":"Övrigt","name":"Egna intäkter","account_from":"3990","account_to":"3999""#;
    check(
        &format!(
            r#"eva PUT statements/own/lines/1/parts/1 {{{line},"sign":-1}}
               eva PUT statements/own/lines/1/parts/1 {{{line},"sign":-1}}
               eva PUT statements/own/lines/1/parts/1 {{{line},"sign":1}}
               eva GET statements?statement=own
               eva PUT statements/own/lines/1/parts/1 {{{line},"sign":2}}
               eva PUT statements/own/lines/x/parts/1 {{{line},"sign":1}}
               eva PUT statements/own/lines/1/parts/1 {{{line},"sign":1,"part":2}}
               eva PUT statements/own/lines/1/parts/2 {{"section":"Övrigt","name":"Fel","account_from":"4","account_to":"3","sign":1}}
               bo PUT statements/own/lines/1/parts/2 {{{line},"sign":1}}
               eva GET model/changes?register=statement_line&limit=1"#
        ),
        expect![[r#"
            eva PUT statements/own/lines/1/parts/1: 200 {"changes":1}
            eva PUT statements/own/lines/1/parts/1: 200 {"changes":0}
            eva PUT statements/own/lines/1/parts/1: 200 {"changes":1}
            eva GET statements?statement=own: 200 {"lines":[{"account_from":"3990","account_to":"3999","line":1,"name":"Egna intäkter","name_en":null,"part":1,"s_code_from":null,"s_code_to":null,"section":"Övrigt","section_en":null,"sign":1,"statement":"own"}]}
            eva PUT statements/own/lines/1/parts/1: 400 Begäran har fel form: sign: 1 or -1
            eva PUT statements/own/lines/x/parts/1: 404 Det finns inget sådant här, eller inget du får veta av
            eva PUT statements/own/lines/1/parts/1: 400 Begäran har fel form: part: `2` in the body, `1` in the path
            eva PUT statements/own/lines/1/parts/2: 422 Nekat
                - -: statement_malformed: Kontointervallet på raden Fel slutar före sin början. Byt plats på kontona.
            bo PUT statements/own/lines/1/parts/2: 403 Du har inte behörighet till detta: Behörigheten register.edit saknas.
            eva GET model/changes?register=statement_line&limit=1: 200 {"changes":[{"after":{"statement":{"account_from":"3990","account_to":"3999","line_no":1,"name":"Egna intäkter","name_en":"","part":1,"s_code_from":"","s_code_to":"","section":"Övrigt","section_en":"","sign":1,"statement":"own"}},"before":{"statement":{"account_from":"3990","account_to":"3999","line_no":1,"name":"Egna intäkter","name_en":"","part":1,"s_code_from":"","s_code_to":"","section":"Övrigt","section_en":"","sign":-1,"statement":"own"}},"changed_at":"2026-06-30T08:00:00.000000Z","changed_by":"eva","register":"statement_line","subject":"own 1.1","version":1266}],"next_before":1266}
        "#]],
    );
}
