//! Books with a row in every table, in a file that a test can copy and damage.

#![allow(dead_code, reason = "each test file uses a part of the books")]

pub mod damage;

use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use kameral_access::{Act, Cx, INSTALLATION, Permission};
use kameral_base::{Date, EntityId, Ore, Pattern};
use kameral_ledger::check::{CheckReport, Finding, check, check_history, check_store};
use kameral_ledger::commands::{PostRequest, attach, pair, post, post_draft, save_draft, save_template, unpair};
use kameral_ledger::dispose_texts::dispose_texts;
use kameral_ledger::draft::DraftContent;
use kameral_ledger::model::{
    AccountLevel, Base, Hierarchy, HierarchyNode, Method, PostingRule, PostingRuleLine, StatementLine, Taken, Trigger,
    WHOLE,
};
use kameral_ledger::open_item::Part;
use kameral_ledger::posting::Source;
use kameral_ledger::refusal::PostRefusal;
use kameral_ledger::register::Change;
use kameral_ledger::template::{NewTemplate, TemplateContent};
use kameral_ledger::tombstone::TEXTS_DISPOSED_AS;
use kameral_store::disposed::{self, Disposing};
use kameral_store::testing::long_ago;
use kameral_store::{Fault, Stop, Store, Tx};
use tempfile::TempDir;

use crate::world::{World, draft, moment};

/// What happens in the books: every kind of voucher and correction.
const STORY: &str = "
    post 2026-01-15 Rent for January
      5012 ORG=100 FIN=10 500,00
      2581 -500,00 \"Husvärden\"
    post 2026-01-20 Electricity
      5531 ORG=110 qty=120,5 unit=kWh 241,00
      5531 ORG=120 qty=80 160,00
      2581 -401,00
    post accept=kursen_avtalad 2026-02-10 Conference in Bonn
      4011 ORG=100 PROJ=P1 EUR=100,00 1110,00
      1932 -1110,00
    post 2026-02-11 Fees series=E number=7
      1510 300,00
      3451 ORG=110 FIN=20 -300,00
    post 2026-02-12 Fees series=E number=9
      1510 200,00
      3451 ORG=110 FIN=20 -200,00
    reverse A-2026-1 2026-02-15 Wrong supplier
    recode A-2026-2 2026-03-01 Wrong unit
      1 ORG=100
      2 5012 60,00
    annul A-2026-4 2026-03-02 Printed twice
    hold 202601
    close 202601
    close 202602
    open 202602 Fees came late
    post 2026-02-28 Late fee
      1932 500,00
      1510 -500,00
    rule r1 5* FIN mandatory when ORG=100
    rule r2 5* KONTO apart=2050 kinds=service_*
    value ORG 130 Södra from=2026-07-01
";

/// The books in a file, closed.
pub struct Books {
    folder: TempDir,
    pub entity: EntityId,
}

impl Books {
    /// Makes them. Slow; copies are fast.
    pub fn make() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let store = open(&folder.path().join("books.db"));
        let migrations = [kameral_access::MIGRATIONS, kameral_ledger::MIGRATIONS];
        store.migrate(&migrations, long_ago()).expect("migrated");
        let entity = fill(&store);
        drop(store);
        // What the store left in the log is moved into the file.
        let raw = rusqlite::Connection::open(folder.path().join("books.db")).expect("opens");
        raw.query_row("pragma wal_checkpoint(truncate)", [], |_| Ok(()))
            .expect("checkpoint");
        Self { folder, entity }
    }

    pub fn path(&self) -> PathBuf {
        self.folder.path().join("books.db")
    }

    /// A copy under another name, in place of the last one.
    pub fn copy(&self, name: &str) -> PathBuf {
        let to = self.folder.path().join(name);
        for ending in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(format!("{}{ending}", to.display()));
        }
        std::fs::copy(self.path(), &to).expect("copied");
        to
    }
}

/// Fills a migrated store; answers the entity.
pub fn fill(store: &Store) -> EntityId {
    let mut world = World::on(store);
    world.change(&registers());
    let told = world.play(STORY);
    assert!(!told.contains("refused"), "{told}");
    let cx = world.cx.clone();
    with_document(&world);
    paired(&cx);
    drafts(&world);
    texts_disposed_of(&cx);
    cx.entity()
}

fn registers() -> Vec<Change> {
    let node = |node: &str, parent: Option<&str>, leaf: Option<&str>| HierarchyNode {
        node: node.to_owned(),
        parent: parent.map(str::to_owned),
        name: node.to_owned(),
        leaf: leaf.map(|text| Pattern::parse(text).expect("a correct pattern")),
        valid_from: Some(Date::constant(2026, 1, 1)),
        valid_to: None,
    };
    vec![
        Change::Level(AccountLevel {
            prefix: "5".to_owned(),
            name: "Lokaler".to_owned(),
            name_en: "Premises".to_owned(),
        }),
        Change::Hierarchy(Hierarchy {
            hierarchy: "org".to_owned(),
            dimension: "ORG".to_owned(),
            name: "Organisation".to_owned(),
            name_en: String::new(),
            nodes: vec![node("allt", None, None), node("kust", Some("allt"), Some("1*"))],
        }),
        Change::Statement(StatementLine {
            statement: "income".to_owned(),
            line_no: 10,
            part: 1,
            section: "Kostnader".to_owned(),
            section_en: "Costs".to_owned(),
            name: "Lokaler".to_owned(),
            name_en: "Premises".to_owned(),
            account_from: "5012".to_owned(),
            account_to: "5531".to_owned(),
            s_code_from: "S5012".to_owned(),
            s_code_to: "S5531".to_owned(),
            sign: 1,
        }),
        Change::PostingRule(posting_rule()),
    ]
}

fn posting_rule() -> PostingRule {
    let line = |account: &str, share| PostingRuleLine {
        account: Taken::Fixed(account.to_owned()),
        values: vec![("ORG".to_owned(), Taken::Copied)],
        share,
    };
    PostingRule {
        rule: "cover".to_owned(),
        version: 1,
        name: "Täckning".to_owned(),
        name_en: "Covering".to_owned(),
        order: 10,
        active: true,
        method: Method::Transaction,
        base: Base::Line,
        when: Trigger::on(Pattern::parse("19321").expect("a correct pattern")),
        lines: vec![line("1932", WHOLE), line("2050", -WHOLE)],
        valid_from: None,
        valid_to: None,
        text_sv: String::new(),
        text_en: String::new(),
    }
}

fn with_document(world: &World) {
    let document =
        attach(&world.cx, None, "faktura.pdf", "application/pdf", b"%PDF-1.4 faktura").expect("the document is kept");
    let mut voucher = draft(
        &world.model(),
        "2026-03-05 Stationery",
        ["5012 ORG=110 12,50", "2581 -12,50"],
    );
    voucher.attachments.push(document);
    "https://arkiv.example/1".clone_into(&mut voucher.link);
    "Kontorsbolaget AB".clone_into(&mut voucher.counterparty);
    "F-17".clone_into(&mut voucher.source_key);
    voucher.event_date = Some(Date::constant(2026, 3, 4));
    let request = PostRequest {
        drafts: vec![voucher],
        source: Source {
            name: "file",
            sha256: Some(vec![7; 32]),
        },
        accept_warnings: None,
        subject: "faktura".to_owned(),
    };
    post(&world.cx, None, &request).expect("posted");
}

/// The late fee pays both claims of series E; one pairing too many is undone.
fn paired(cx: &Cx) {
    let part = |journal_seq, line_no, amount| Part {
        journal_seq,
        line_no,
        amount: Ore::new(amount),
    };
    let whole = [part(4, 1, 30_000), part(5, 1, 20_000), part(9, 2, -50_000)];
    let first = pair(cx, None, "1510", &whole).expect("paired");
    unpair(cx, None, first).expect("undone");
    pair(cx, None, "1510", &[part(4, 1, 30_000), part(9, 2, -30_000)]).expect("paired");
}

/// The texts of the first voucher, and of one that corrects it, are disposed of.
fn texts_disposed_of(cx: &Cx) {
    for seq in [1, 6] {
        cx.write(Act::new(Permission::RecordsManage, "disposal.run", "1"), |tx| {
            name_in_log(tx, cx, seq)?;
            let done = dispose_texts(tx, cx, seq, (1, 1))?;
            assert!(done.is_ok(), "{done:?}");
            Ok::<_, Stop<Vec<PostRefusal>>>(())
        })
        .expect("disposed of");
    }
}

/// Names the texts of a voucher in the log of what is disposed of.
pub fn name_in_log(tx: &mut Tx, cx: &Cx, journal_seq: i64) -> Result<(), Fault> {
    let disposing = Disposing {
        entity: cx.entity(),
        record: TEXTS_DISPOSED_AS,
        subject: &journal_seq.to_string(),
        sha256: &"0".repeat(64),
        file_bytes: 1,
        about: "",
        decision_no: 1,
        run_no: 1,
        at: cx.now,
        by: cx.actor.user,
        by_name: &cx.actor.name,
    };
    disposed::log(tx, &disposing)
}

fn drafts(world: &World) {
    let content = DraftContent {
        voucher: draft(&world.model(), "2026-03-06 Draft", ["5012 ORG=110 1,00", "2581 -1,00"]),
        ..DraftContent::default()
    };
    let seen = save_draft(&world.cx, None, None, &content, "").expect("saved");
    post_draft(&world.cx, None, seen, None).expect("posted");
    save_draft(&world.cx, None, None, &content, "waits").expect("saved");
    let content = TemplateContent {
        voucher: content.voucher,
        ..TemplateContent::default()
    };
    let template = NewTemplate {
        name: "rent".to_owned(),
        shared: true,
        content,
    };
    save_template(&world.cx, None, &template).expect("saved");
}

/// Opens a file without syncs.
pub fn open(path: &Path) -> Store {
    Store::open(&format!("{}?durability=test", path.display())).expect("the file opens")
}

/// The surroundings of a check.
pub fn cx(store: &Store, entity: EntityId) -> Cx {
    Cx::operator(
        store.clone(),
        "operator",
        entity,
        Date::constant(2026, 6, 30),
        moment(0),
    )
}

/// Checks one entity.
pub fn checked(store: &Store, entity: EntityId) -> CheckReport {
    let cx = cx(store, entity);
    assert!(cx.may(Permission::SystemManage));
    check(&cx, &mut |_| (), &AtomicBool::new(false)).expect("a check ends")
}

/// What is found in the installation's own history.
pub fn of_installation(store: &Store) -> Vec<Finding> {
    check_history(&cx(store, INSTALLATION)).expect("a check ends")
}

/// Everything that is found, of the entity and of the file.
pub fn findings(store: &Store, entity: EntityId) -> Vec<Finding> {
    let mut found = checked(store, entity).findings;
    found.extend(check_store(&cx(store, entity)).expect("a check ends"));
    found.extend(of_installation(store));
    found.retain(|finding| !finding.is_information());
    found
}

/// One finding in a line.
pub fn tell(finding: &Finding) -> String {
    let (kind, place) = (finding.kind, &finding.place);
    let column = if place.column.is_empty() {
        String::new()
    } else {
        format!(".{}", place.column)
    };
    format!(
        "{} {} {}{column} {place} [{}] [{}]",
        kind.number(),
        kind.name(),
        place.table,
        finding.expected,
        finding.found
    )
}
