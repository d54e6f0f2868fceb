//! Taking the register out as a file, and reading a file into it: all of it or nothing.

use kameral_access::proposal::two_persons;
use kameral_access::{Act, Cx, IdempotencyKey, Permission};
use kameral_base::Date;
use kameral_store::inbox::{self, Arrival, FileKey, Spool};
use kameral_store::{Stop, Tx, sha256_hex};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{AccountAsked, SaveOrder, save_account_in, save_in};
use crate::account::Route;
use crate::account_check::Agreed;
use crate::asked::{PartyAsked, read_route};
use crate::file::{FileRow, PARTY_FILE_BYTES_MAX, read, written};
use crate::identifiers::PartyNumber;
use crate::model::Origin;
use crate::proposals::IMPORT;
use crate::refusal::{Cause, PartyRefusal};
use crate::store::{self, By, Known, NOW};
use crate::{EDIT, READ};

/// The kind of such files in the inbox.
const INBOX_KIND: &str = "parties";

/// One field that a row changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldChange {
    /// The field.
    pub field: String,
    /// What stood there; empty where nothing did.
    pub before: String,
    /// What stands there now.
    pub after: String,
}

/// What a row came to, or would come to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowDone {
    /// The line of the file.
    pub line: u32,
    /// The party's number; of a new party the one it got.
    pub party: String,
    /// Whether the party is new.
    pub is_new: bool,
    /// What is changed of it; of a new party everything it has.
    pub changes: Vec<FieldChange>,
    /// Accounts that are added, as people write them.
    pub accounts: Vec<String>,
}

/// What came of a file, or would come of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Imported {
    /// Rows that change something, in their order.
    pub rows: Vec<RowDone>,
    /// Rows that change nothing.
    pub unchanged: usize,
    /// Whether it takes two: a new supplier or account is among them.
    pub takes_two: bool,
}

/// A file that was put into the inbox.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReceivedFile {
    /// SHA-256 of its bytes, in lower-case hexadecimal.
    pub sha256: String,
}

/// The register as a file, as it is on a day. Who takes it out may export files.
pub fn export(cx: &Cx, day: Date) -> Result<Vec<u8>, Stop<std::convert::Infallible>> {
    cx.require(READ).map_err(Stop::Denied)?;
    cx.read(Permission::FileExport, |tx| {
        let parties = store::parties_all(tx, cx.entity(), day, NOW)?;
        let accounts = store::accounts_all(tx, cx.entity(), day, NOW)?;
        Ok(written(&parties, &accounts))
    })
}

/// What a file would change, or everything that is wrong with it by line and field. Nothing is kept.
pub fn trial(cx: &Cx, file: &[u8], accept_warnings: Option<&str>) -> Result<Imported, Stop<Vec<PartyRefusal>>> {
    let act = Act::new(EDIT, "party.trial", "").of_every_row();
    cx.write(act, |tx| {
        let order = SaveOrder {
            origin: Origin::File,
            // A file may be proposed, so what two may accept is told as what may be accepted.
            agreed: Agreed::ByTwo,
            by: By::one(cx),
        };
        let tried = tx.attempt(|tx| match import_in(tx, cx, file, accept_warnings, &order) {
            Ok(imported) => Err::<std::convert::Infallible, _>(Stop::Refused(Ok(imported))),
            Err(stop) => Err(stop.map(Err)),
        });
        match tried {
            Ok(never) => match never {},
            Err(Stop::Refused(Ok(imported))) => Ok(imported),
            Err(Stop::Refused(Err(refusals))) => Err(Stop::Refused(refusals)),
            Err(Stop::Denied(denied)) => Err(Stop::Denied(denied)),
            Err(Stop::Fault(fault)) => Err(Stop::Fault(fault)),
        }
    })
}

/// Reads a file into the register: all of it, or nothing and everything that is wrong. A file that brings a
/// new supplier or account takes two, where the installation has it so: it is then received and proposed.
pub fn import(
    cx: &Cx,
    key: Option<&IdempotencyKey>,
    file: &[u8],
    accept_warnings: Option<&str>,
) -> Result<Imported, Stop<Vec<PartyRefusal>>> {
    let spool = spooled(file)?;
    let subject: String = spool.sha256().chars().take(12).collect();
    let act = Act::new(EDIT, "party.import", subject.as_str()).of_every_row();
    cx.write_once(act, key, |tx| {
        let order = SaveOrder {
            origin: Origin::File,
            agreed: Agreed::ByOne,
            by: By::one(cx),
        };
        inbox::receive(tx, &arrival(cx, "parties.csv"), &spool)?;
        let imported = import_in(tx, cx, file, accept_warnings, &order)?;
        if imported.takes_two {
            two_persons(tx, cx, &IMPORT, &subject)?;
        }
        Ok(imported)
    })
}

/// Puts a file into the inbox, so that it can be proposed. Read as a table it must have nothing wrong.
pub fn receive(cx: &Cx, file_name: &str, file: &[u8]) -> Result<ReceivedFile, Stop<Vec<PartyRefusal>>> {
    let spool = spooled(file)?;
    let subject: String = spool.sha256().chars().take(12).collect();
    let act = Act::new(EDIT, "party.receive", subject).of_every_row();
    cx.write(act, |tx| {
        read(file).map_err(Stop::Refused)?;
        inbox::receive(tx, &arrival(cx, file_name), &spool)?;
        Ok(ReceivedFile {
            sha256: spool.sha256().to_owned(),
        })
    })
}

fn spooled(file: &[u8]) -> Result<Spool, Stop<Vec<PartyRefusal>>> {
    let max = u64::try_from(PARTY_FILE_BYTES_MAX).unwrap_or(u64::MAX);
    Spool::receive(file, max).map_err(|stop| stop.map(|too_large| vec![Cause::number(&too_large).at("file")]))
}

fn arrival<'a>(cx: &Cx, file_name: &'a str) -> Arrival<'a> {
    Arrival {
        entity: cx.entity(),
        kind: INBOX_KIND,
        file_name,
        received_at: cx.now,
        received_by: cx.actor.user,
    }
}

/// The bytes of a file that was received.
pub(crate) fn stored_file(tx: &mut Tx, cx: &Cx, sha256: &str) -> Result<Vec<u8>, Stop<Vec<PartyRefusal>>> {
    let key = FileKey {
        entity: cx.entity(),
        kind: INBOX_KIND.to_owned(),
        sha256: sha256.to_owned(),
    };
    if inbox::find(tx, &key)?.is_none() || inbox::disposed_of(tx, &key)?.is_some() {
        let sha256 = sha256.chars().take(12).collect();
        return Err(Cause::FileGone { sha256 }.at("file").stop());
    }
    let mut bytes = Vec::new();
    inbox::write_to(tx, &key, &mut bytes)?;
    Ok(bytes)
}

/// Reads a file into the register inside a transaction. Every row is tried, so that everything is told at once.
pub(crate) fn import_in(
    tx: &mut Tx,
    cx: &Cx,
    file: &[u8],
    accept_warnings: Option<&str>,
    order: &SaveOrder,
) -> Result<Imported, Stop<Vec<PartyRefusal>>> {
    let rows = read(file).map_err(Stop::Refused)?;
    store::lock(tx, cx.entity())?;
    let mut known = store::known(tx, cx.entity(), cx.today)?;
    let mut imported = Imported {
        rows: Vec::new(),
        unchanged: 0,
        takes_two: false,
    };
    let mut wrong = Vec::new();
    let source = format!("sha256 {}", sha256_hex(file));
    for row in &rows {
        let row = &RowOf { row, source: &source };
        match import_row(tx, cx, row, accept_warnings, order, &mut known) {
            Ok((done, takes_two)) => {
                imported.takes_two |= takes_two;
                match done {
                    Some(done) => imported.rows.push(done),
                    None => imported.unchanged += 1,
                }
            }
            Err(Stop::Refused(refusals)) => {
                wrong.extend(refusals.into_iter().map(|refusal| refusal.on_line(row.row.line)));
            }
            Err(stop) => return Err(stop),
        }
    }
    if wrong.is_empty() {
        Ok(imported)
    } else {
        Err(Stop::Refused(wrong))
    }
}

/// A row, and what tells of the file it stands in.
struct RowOf<'a> {
    row: &'a FileRow,
    source: &'a str,
}

fn import_row(
    tx: &mut Tx,
    cx: &Cx,
    RowOf { row, source }: &RowOf<'_>,
    accept_warnings: Option<&str>,
    order: &SaveOrder,
    known: &mut Known,
) -> Result<(Option<RowDone>, bool), Stop<Vec<PartyRefusal>>> {
    let number = row.cell("number").and_then(|number| PartyNumber::parse(number).ok());
    let is_known = match &number {
        Some(number) => store::party_exists(tx, cx.entity(), number)?,
        None => false,
    };
    let before = match &number {
        Some(number) if is_known => store::party_as_of(tx, cx.entity(), number, cx.today, NOW)?,
        _ => None,
    };
    let stands_from = before.as_ref().map(|version| version.valid_from);
    let before = before.map(|version| PartyAsked::of(&version.party));
    let mut asked = row.asked(before.clone()).map_err(Stop::Refused)?;
    asked.accept_warnings = accept_warnings.map(str::to_owned);
    if !is_known {
        asked.accounts = row.routes();
    } else if asked.valid_from == stands_from {
        // The day of the version that stands is told on the way out; it dates no change on the way in.
        asked.valid_from = None;
    }
    let (saved, became_supplier) = save_in(tx, cx, &asked, order, Some(&mut *known))?;
    let added = if is_known {
        add_accounts(
            tx,
            cx,
            (&saved.party, &RowOf { row, source }),
            accept_warnings,
            order,
            known,
        )?
    } else {
        row.routes().iter().filter_map(|asked| read_route(asked).0).collect()
    };
    let changes = changed_fields(before.as_ref(), &asked);
    let takes_two = became_supplier || (is_known && !added.is_empty());
    if saved.revision == 0 && added.is_empty() {
        return Ok((None, takes_two));
    }
    let done = RowDone {
        line: row.line,
        party: saved.party,
        is_new: saved.is_new,
        changes: if saved.revision == 0 { Vec::new() } else { changes },
        accounts: added.iter().map(ToString::to_string).collect(),
    };
    Ok((Some(done), takes_two))
}

/// Adds accounts of a row that the party does not have.
fn add_accounts(
    tx: &mut Tx,
    cx: &Cx,
    (party, RowOf { row, source }): (&str, &RowOf<'_>),
    accept_warnings: Option<&str>,
    order: &SaveOrder,
    known: &mut Known,
) -> Result<Vec<Route>, Stop<Vec<PartyRefusal>>> {
    let routes = row.routes();
    if routes.is_empty() {
        return Ok(Vec::new());
    }
    let number = PartyNumber::parse(party).map_err(|mistake| Cause::number(&mistake).at("number").stop())?;
    let having = store::accounts_as_of(tx, cx.entity(), &number, cx.today, NOW)?;
    let mut added = Vec::new();
    let mut wrong = Vec::new();
    for asked in routes {
        let (route, refusals) = read_route(&asked);
        let Some(route) = route else {
            wrong.extend(refusals);
            continue;
        };
        let in_use = having
            .iter()
            .map(|version| &version.account)
            .filter(|account| account.in_use);
        if in_use.clone().any(|account| account.route.is_same(&route)) {
            continue;
        }
        let account = AccountAsked {
            party: party.to_owned(),
            route: asked,
            preferred: in_use.count() == 0 && added.is_empty(),
            reason: (*source).to_owned(),
            accept_warnings: accept_warnings.map(str::to_owned),
            ..AccountAsked::default()
        };
        match save_account_in(tx, cx, &account, (order.agreed, &order.by), Some(&mut *known)) {
            Ok(_) => added.push(route),
            Err(Stop::Refused(refusals)) => wrong.extend(refusals),
            Err(stop) => return Err(stop),
        }
    }
    if wrong.is_empty() {
        Ok(added)
    } else {
        Err(Stop::Refused(wrong))
    }
}

/// The fields that differ, each before and after.
fn changed_fields(before: Option<&PartyAsked>, after: &PartyAsked) -> Vec<FieldChange> {
    let value = |asked: &PartyAsked| {
        let plain = PartyAsked {
            valid_from: None,
            accounts: Vec::new(),
            accept_warnings: None,
            ..asked.clone()
        };
        serde_json::to_value(plain).unwrap_or_default()
    };
    let (before, after) = (value(before.unwrap_or(&PartyAsked::default())), value(after));
    let Value::Object(after) = after else { return Vec::new() };
    let changed = after
        .into_iter()
        .filter(|(field, value)| before.get(field) != Some(value));
    changed
        .map(|(field, after)| FieldChange {
            before: told(before.get(&field).unwrap_or(&json!(null))),
            after: told(&after),
            field,
        })
        .collect()
}

/// A value as a person reads it.
fn told(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(values) => values.iter().map(told).collect::<Vec<_>>().join(", "),
        Value::Object(fields) => fields
            .values()
            .map(told)
            .filter(|text| !text.is_empty())
            .collect::<Vec<_>>()
            .join(" "),
        other => other.to_string(),
    }
}
