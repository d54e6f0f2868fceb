//! `kameral user roles`, `import-roles`, `permissions`, `licences`: lists as tables, and roles out of one.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use kameral_access::{Cx, Permission, UserClass, import_roles, licence_holdings, roles};
use kameral_base::Arg;
use kameral_identity::role_file::{self, ROLE_FILE_BYTES_MAX};
use kameral_store::Stop;
use kameral_ui::Words;
use serde_json::json;

use super::output::{Listing, print_json};
use super::post::file_name;
use super::{Cli, Format};
use crate::outcome::Ending;

/// The roles with their class and what they permit. For a program or a spreadsheet every column of a file of roles,
/// which [`import`] reads again.
pub fn print(cli: &Cli, words: Words, cx: &Cx) -> Result<(), Ending> {
    let known = cx.read(Permission::UserManage, roles)?;
    let is_text = cli.format == Format::Text;
    let rows = known.into_iter().map(|role| {
        let codes: Vec<&str> = role.permissions.iter().map(|permission| permission.code()).collect();
        let class = UserClass::of(role.permissions.iter().copied());
        let mut row = vec![
            role.role,
            role.name,
            class.map_or("", UserClass::word).to_owned(),
            codes.join(" "),
            role.reports.join(" "),
            role.second_factor.to_string(),
        ];
        if !is_text {
            row.extend([role.name_en, role.description, role.own.to_string()]);
        }
        row
    });
    let mut columns = vec![
        ("role", "cli-user-role"),
        ("name", "cli-name"),
        ("class", "cli-user-class"),
        ("permissions", "cli-user-permissions"),
        ("reports", "cli-user-reports"),
        ("second_factor", "cli-user-second-factor"),
    ];
    if !is_text {
        // Only people read headings, and they are not shown these.
        columns.extend([("name_en", ""), ("description", ""), ("own", "")]);
    }
    let rows = rows.collect();
    Listing { columns, rows }.print(cli, words);
    Ok(())
}

/// Makes and changes the roles of a table, all of them or none.
pub fn import(cli: &Cli, words: Words, cx: &Cx, file: &Path) -> Result<(), Ending> {
    let name = file.display().to_string();
    let usage = |error: std::io::Error| Ending::Usage(format!("{name}: {error}"));
    // One above the limit is enough for the reader to refuse the file by its size.
    let limit = u64::try_from(ROLE_FILE_BYTES_MAX).unwrap_or(u64::MAX).saturating_add(1);
    let mut bytes = Vec::new();
    let mut source = File::open(file).map_err(usage)?.take(limit);
    source.read_to_end(&mut bytes).map_err(usage)?;
    let lines = role_file::read(&bytes).map_err(|wrong| Ending::of_file(&name, Stop::Refused(wrong)))?;
    let done = import_roles(cx, None, &file_name(file), &lines).map_err(|stop| Ending::of_file(&name, stop))?;
    if cli.format == Format::Json {
        print_json(&json!({ "added": done.added, "changed": done.changed, "unchanged": done.unchanged }));
        return Ok(());
    }
    let count = |codes: &[String]| Arg::from(codes.len());
    let told = [
        ("added", count(&done.added)),
        ("changed", count(&done.changed)),
        ("unchanged", i64::try_from(done.unchanged).unwrap_or(i64::MAX).into()),
    ];
    println!("{}", words.t_args("cli-user-roles-imported", &told));
    Ok(())
}

/// The permissions there are, with the roles that give each.
pub fn permissions(cli: &Cli, words: Words, cx: &Cx) -> Result<(), Ending> {
    let known = cx.read(Permission::UserManage, roles)?;
    let rows = Permission::ALL.map(|permission| {
        let giving = known.iter().filter(|role| role.permissions.contains(&permission));
        let codes: Vec<&str> = giving.map(|role| role.role.as_str()).collect();
        let class = UserClass::of([permission]).map_or("", UserClass::word);
        let name = words.t(permission.text_key());
        vec![permission.code().to_owned(), name, class.to_owned(), codes.join(" ")]
    });
    let columns = vec![
        ("permission", "cli-user-permission"),
        ("name", "cli-name"),
        ("class", "cli-user-class"),
        ("roles", "cli-user-roles"),
    ];
    let rows = rows.to_vec();
    Listing { columns, rows }.print(cli, words);
    Ok(())
}

/// A row for each licence that a person holds or held, with its days.
pub fn licences(cli: &Cli, words: Words, cx: &Cx) -> Result<(), Ending> {
    let held = cx.read(Permission::UserManage, licence_holdings)?;
    let rows = held.into_iter().filter(|held| !held.is_empty()).map(|held| {
        vec![
            held.login,
            held.name,
            held.class.word().to_owned(),
            held.valid_from.to_string(),
            held.valid_to.map(|day| day.to_string()).unwrap_or_default(),
        ]
    });
    let columns = vec![
        ("login", "cli-user-login"),
        ("name", "cli-name"),
        ("class", "cli-user-class"),
        ("valid_from", "cli-valid-from"),
        ("valid_to", "cli-valid-to"),
    ];
    let rows = rows.collect();
    Listing { columns, rows }.print(cli, words);
    Ok(())
}
