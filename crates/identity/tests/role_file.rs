//! A file of roles: what is written is read again, and every mistake is told with its line (DEF-14, REP-11).

use std::fmt::Write as _;

use expect_test::expect;
use kameral_access::{Permission, Role, RoleImportRefusal};
use kameral_base::Refusal;
use kameral_identity::TEXTS;
use kameral_identity::role_file::{ROLE_FILE_BYTES_MAX, ROLES_MAX, RoleFileRefusal, read, written};
use kameral_ui::texts::check_complete;
use kameral_ui::{Language, Source, Texts};

fn roles() -> Vec<Role> {
    let reader = Role {
        role: "lasare".to_owned(),
        name: "Läsare".to_owned(),
        name_en: "Reader".to_owned(),
        description: "-läser \"allt\"; bokför inte,\nutom ibland".to_owned(),
        permissions: vec![Permission::BooksRead, Permission::ReportRun],
        reports: vec!["journal".to_owned(), "trial-balance".to_owned()],
        second_factor: false,
        own: true,
    };
    let governor = Role {
        role: "sysadm".to_owned(),
        name: "=Systemförvaltare".to_owned(),
        name_en: String::new(),
        description: String::new(),
        permissions: vec![Permission::UserManage],
        reports: Vec::new(),
        second_factor: true,
        own: false,
    };
    vec![reader, governor]
}

/// DEF-14: a file that one installation writes is what another reads.
#[test]
fn what_is_written_is_read_again() {
    let file = written(&roles());
    expect![[r#"
        "role";"name";"name_en";"description";"permissions";"reports";"second_factor";"class";"own"
        "lasare";"Läsare";"Reader";"'-läser ""allt""; bokför inte,
        utom ibland";"books.read report.run";"journal trial-balance";"false";"light";"true"
        "sysadm";"'=Systemförvaltare";"";"";"user.manage";"";"true";"full";"false"
    "#]]
    .assert_eq(&String::from_utf8(file.clone()).unwrap().replace(['\u{feff}', '\r'], ""));
    let lines = read(&file).unwrap();
    for (line, role) in lines.iter().zip(roles()) {
        let row = &line.change.row;
        let codes: Vec<&str> = role.permissions.iter().map(|permission| permission.code()).collect();
        assert_eq!(
            [&row.role, &row.name, &row.name_en, &row.description],
            [&role.role, &role.name, &role.name_en, &role.description]
        );
        assert_eq!(row.permissions, codes);
        assert_eq!(line.change.reports, role.reports);
        assert_eq!(line.change.second_factor, Some(role.second_factor));
    }
    assert_eq!(lines.iter().map(|line| line.line).collect::<Vec<_>>(), [2, 4]);
}

fn told(file: &str) -> String {
    match read(file.as_bytes()) {
        Ok(lines) => format!("{} roller", lines.len()),
        Err(mistakes) => mistakes.iter().fold(String::new(), |mut told, mistake| {
            let place = mistake.place();
            let field = place.field.unwrap_or_default();
            let line = place.line.map(|line| line.to_string()).unwrap_or_default();
            writeln!(told, "{line} {field}: {}", mistake.name()).unwrap();
            told
        }),
    }
}

/// DEF-14: all that is wrong with a file is told at once, with the line and the column.
#[test]
fn every_mistake_is_told_with_its_line() {
    expect![[r"
        1 secondfactor: role_file_column_unknown
        2 permissions: permission_unknown
        3 name: role_name_missing
        4 second_factor: role_file_second_factor_unreadable
        5 role: role_file_role_repeated
        6 role: role_code_malformed
        6 reports: role_reports_without_permission
        7 permissions: role_permits_nothing
    "]]
    .assert_eq(&told(
        "role,name,permissions,second_factor,reports,secondfactor\n\
         lasare,Läsare,books.read books.burn,,,\n\
         a,,books.read,,,\n\
         b,B,books.read,kanske,,\n\
         b,B,books.read,ja,,\n\
         Ö,Ö,books.read,,journal,\n\
         c,C,,,,\n",
    ));
    assert_eq!(told("name;role;permissions\nLäsare;lasare;books.read\n"), "1 roller");
    assert_eq!(told("role;name\nlasare;Läsare\n"), " : table_file_header_missing\n");
    assert_eq!(told(""), " : table_file_header_missing\n");
    let many = "a;A;books.read\n".repeat(ROLES_MAX + 1);
    assert_eq!(
        told(&format!("role;name;permissions\n{many}")),
        " : role_file_too_many\n"
    );
    assert_eq!(told(&" ".repeat(ROLE_FILE_BYTES_MAX + 1)), " : table_file_too_large\n");
}

#[test]
fn every_refusal_has_words_and_a_key_of_its_name() {
    check_complete(TEXTS.sv, TEXTS.en);
    let texts = Texts::load(&[
        TEXTS,
        Source {
            name: "access",
            sv: kameral_access::TEXT_SV,
            en: kameral_access::TEXT_EN,
        },
    ]);
    let all = [
        RoleFileRefusal::TooMany,
        RoleFileRefusal::ColumnUnknown {
            line: 1,
            column: "x".to_owned(),
        },
        RoleFileRefusal::RoleRepeated {
            line: 2,
            role: "x".to_owned(),
        },
        RoleFileRefusal::SecondFactorUnreadable { line: 2 },
        RoleFileRefusal::Role(RoleImportRefusal {
            line: Some(2),
            refusal: kameral_access::RoleChangeRefusal::NameMissing,
        }),
    ];
    for refusal in all {
        let sentence = refusal.sentence();
        assert_eq!(sentence.key, format!("refusal-{}", refusal.name().replace('_', "-")));
        for language in [Language::Sv, Language::En] {
            let words = texts.words(language).sentence(&sentence);
            assert!(words.ends_with('.') && words.contains(". "), "{words}");
        }
    }
}
