//! `docs/requirements.md`: which requirements are proven, and by which tests.
//!
//! Made from the tests themselves: an ID in a test's name (`gl_07_…`) or in the comment above it
//! (`/// GL-07`). Run with `UPDATE_REQUIREMENTS=1` to write the page anew; otherwise the page must
//! be what the tests say.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// Requirements of the kernel and of state accounting, with what each asks for, in a few words.
const ASKED: &[(&str, &str)] = &[
    ("GL-01", "journal and ledger, complete and gap-free"),
    ("GL-04", "allocation keys, run again and again"),
    ("GL-05", "amount and quantity on each row"),
    ("GL-06", "from a posting back to the feeder system's file and row"),
    ("GL-07", "correction and original point at each other"),
    ("GL-08", "reversal with opposite signs"),
    ("GL-09", "automatic posting by rules on any code value"),
    ("GL-10", "automatic rows in the same voucher, hidden at entry"),
    ("GL-11", "automatic posting run at period end"),
    ("GL-12", "posting from a report"),
    ("GL-19", "covering and emptying of bank accounts booked automatically"),
    (
        "GL-20",
        "the pension board's invoice goes to the liability, not to cost",
    ),
    ("GL-21", "settlement transactions are economic events"),
    ("APR-02", "basis of settlement per kind of expenditure"),
    ("APR-04", "settlement per transaction"),
    ("APR-05", "monthly automatic settlement"),
    ("APR-06", "monthly settlement from a posting report"),
    ("APR-08", "a cost on an appropriation in the SCR flow"),
    ("APR-09", "a cost on an interest-bearing appropriation"),
    ("APR-19", "holiday-pay exception"),
    ("APR-24", "payments for the State's account belong in its own flow"),
    ("APR-27", "settlement is complete and only once"),
    ("PAY-04", "zero balances of bank accounts"),
    ("PAY-05", "cover account pairs"),
    ("PAY-16", "direct movements on SCR without a bank account"),
    (
        "GL-13",
        "search on amount, period, dates, number, kind, account, dimensions",
    ),
    ("GL-14", "structure of a voucher row"),
    ("GL-16", "standard prices on time"),
    ("GL-17", "overhead at flat rates or in full"),
    ("GL-18", "three treatments of calculation differences"),
    ("GL-22", "currencies and rates: register and booking"),
    ("GL-24", "drill from any sum to the level below and back"),
    ("GL-26", "balanced, closed and immutable"),
    ("GL-29", "processing history for each posting"),
    ("EM-01", "account and seven further fields"),
    ("EM-02", "catalogue of standard dimensions"),
    ("EM-03", "predefined and free fields"),
    (
        "EM-04",
        "chart that equals the state base chart, comparable with a published one",
    ),
    ("EM-05", "S-code is an attribute, never posted on"),
    ("EM-06", "sub-accounts below four-digit accounts"),
    ("EM-07", "account numbers of four to ten digits"),
    ("EM-08", "direct and indirect dimensions"),
    ("EM-09", "relations between values"),
    ("EM-10", "rules that force and propose values"),
    ("EM-11", "combinations that are forbidden or allowed"),
    ("EM-12", "financing form known on every transaction"),
    ("EM-13", "appropriation named at purchase"),
    ("EM-14", "counterparty and its type"),
    ("EM-15", "counterparty register"),
    ("EM-16", "organisation hierarchy in four levels"),
    ("EM-17", "operation hierarchy in four levels"),
    ("EM-18", "account levels by digit prefix"),
    ("EM-19", "financier register"),
    ("EM-20", "resource register"),
    ("EM-21", "more dimensions than eight fields"),
    ("EM-22", "company as a field"),
    ("EM-23", "internal company"),
    ("EM-24", "asset number as a value"),
    ("EM-25", "work breakdown structure"),
    ("EM-26", "volumes beside amounts, units never mixed"),
    ("EM-27", "class 9 for internal distribution"),
    ("EM-28", "accounts that carry budget only"),
    ("EM-29", "accounts and values left out of exports"),
    ("EM-30", "registers kept once"),
    ("EM-31", "statement mapping as data"),
    ("EM-32", "a standard that can be adapted and updated"),
    ("EM-33", "validity dates on values, with successors"),
    ("DEF-02", "drill"),
    ("DEF-03", "wildcards per position"),
    ("DEF-04", "reversal"),
    ("DEF-06", "processing history"),
    ("DEF-12", "disposal by rule and decision, not before its time"),
    ("DEF-07", "log: who changed what, in one search"),
    ("REP-13", "ledger, journal, account specifications"),
    ("REP-24", "trial balance with its columns"),
    ("OPS-07", "content of the standard configuration"),
    ("OPS-09", "documentation"),
    ("OPS-13", "archive package of a year, readable without the system"),
    ("OPS-14", "disposal by decision, not before its day, with a log"),
    ("OPS-15", "hand-over of everything into a clean installation"),
    ("OPS-16", "migration in"),
    ("REP-17", "appropriation report and revenue titles"),
    ("REP-18", "report on commitments"),
    ("REP-44", "granted, used and left of authorisations on any date"),
    ("APR-01", "appropriation structure and terms"),
    ("APR-25", "calculation differences split in proportion to each item"),
    ("APR-07", "charged each month before the report to Hermes"),
    ("APR-10", "allotted amounts, savings and credit"),
    ("APR-11", "movements on an appropriation"),
    ("APR-12", "gross income under appropriation"),
    ("APR-13", "revenue titles"),
    ("APR-18", "what may not be kept, by base and percentage"),
    ("APR-20", "order authorisation and commitments"),
    ("APR-21", "quarterly real-economic distribution"),
    ("APR-23", "financing captured in postings, converted in Hermes"),
    ("CLS-09", "opening balances to Hermes"),
    ("INT-05", "Hermes file"),
    ("INT-06", "real-economic file to Hermes"),
    ("INT-07", "TDB file"),
    ("INT-08", "TDB load report and rejects"),
    ("INT-24", "files of feeder systems, by a mapping of each"),
    ("SEC-01", "seven standard roles"),
    ("SEC-02", "a unit and those below it only"),
    ("SEC-03", "own projects only, in all channels"),
    ("SEC-05", "accounting administrator: accounts, reconciliation, projects"),
    ("SEC-07", "controller: leads closing, parameters; no users"),
    ("SEC-08", "system administrator: users, roles, settings; no posting"),
    ("SEC-09", "permissions by role"),
    ("SEC-10", "authorisation of every operation"),
    ("SEC-11", "authentication"),
    ("SEC-25", "separation of duties"),
    ("SEC-26", "permission for payments"),
    ("SEC-27", "workflow for approval"),
    ("SEC-12", "two-factor authentication, required by role"),
    ("DEF-13", "right password without the second factor fails"),
    ("SEC-19", "personal data: register, extract, protection"),
    ("SEC-20", "nothing is loaded from or sent to another country"),
    ("SEC-21", "secret vouchers, masked everywhere"),
    ("SEC-22", "identity numbers in a code part, masked and pseudonymised"),
    ("SEC-24", "documents follow the rights of their voucher"),
    ("OPS-23", "help to data subject requests"),
    ("SEC-23", "directory of users"),
    ("SEC-13", "light and full users"),
    ("SEC-14", "licences on named persons, moved, never above the number"),
    ("SEC-15", "list of users, roles and permissions"),
    ("SEC-16", "a person at several agencies is counted once"),
    ("REP-11", "reports by permission"),
    ("REP-45", "list of users with class, roles and permissions"),
    ("DEF-08", "function matrix by class"),
    ("DEF-09", "no work without class; integrations apart"),
    ("DEF-14", "a second role takes effect at once"),
    ("APR-03", "which expenditure was charged to which appropriation"),
    ("APR-22", "9-accounts dissolved onto S-codes"),
    ("APR-26", "settlement with the State in five blocks"),
    ("GL-27", "ready account specifications and reconciliations"),
    ("GL-28", "each donation from receipt to use"),
    ("GL-30", "fees under 4 § against five per cent of administration cost"),
    ("PAY-17", "an overdrawn interest account is shown as its credit"),
    ("REP-15", "income statement"),
    ("REP-16", "balance sheet"),
    ("REP-20", "income statement by S-code"),
    ("REP-21", "balance sheet by S-code"),
    ("REP-22", "capital change for the year"),
    ("REP-23", "settlement with the State"),
    ("REP-43", "S-codes by appropriation"),
    ("CLS-03", "automatic checks of a closing with green, red and drill"),
    ("CLS-08", "capital change to the balance sheet"),
    ("CLS-10", "transfers of payments at closing"),
    ("CLS-14", "period and year lock"),
    ("APR-14", "opening balances per block"),
    ("APR-15", "payments in the State's flow: two ways"),
    ("APR-16", "money from the interest account to a revenue title"),
    ("APR-17", "appropriation funds moved to the interest account"),
    ("SEC-17", "logs with before and after that no role can change"),
    (
        "SEC-18",
        "a read-only auditor; processing history that auditors can verify",
    ),
];

/// Tests by requirement.
type Proven = BTreeMap<&'static str, BTreeSet<String>>;

#[test]
fn ops_09_the_page_of_requirements_says_what_the_tests_prove() {
    let root = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."));
    let mut proven = Proven::new();
    for folder in ["crates", "browser/tests"] {
        visit(&root.join(folder), &mut |file| scan(&root, file, &mut proven));
    }
    let page = page(&proven);
    let path = root.join("docs/requirements.md");
    if std::env::var_os("UPDATE_REQUIREMENTS").is_some() {
        fs::write(&path, &page).expect("the page can be written");
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        kept == page,
        "docs/requirements.md is not what the tests say; run with UPDATE_REQUIREMENTS=1"
    );
}

fn visit(folder: &Path, take: &mut impl FnMut(&Path)) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            if !path.ends_with("node_modules") {
                visit(&path, take);
            }
        } else if path.extension().is_some_and(|ending| ending == "rs" || ending == "mjs") {
            take(&path);
        }
    }
}

/// Tests of one file: the comment above a test and its name belong to it.
fn scan(root: &Path, file: &Path, proven: &mut Proven) {
    let text = fs::read_to_string(file).expect("sources are text");
    let root = root.canonicalize().expect("the project is there");
    let file = file.canonicalize().expect("the file was just listed");
    let name = file.strip_prefix(&root).unwrap_or(&file).display().to_string();
    let (mut above, mut is_test) = (String::new(), false);
    for line in text.lines().map(str::trim) {
        if line.starts_with("///") {
            above.push_str(line);
        } else if line == "#[test]" {
            is_test = true;
        } else if let Some(test) = line.strip_prefix("fn ").and_then(|rest| rest.split('(').next()) {
            if is_test {
                note(
                    &format!("{above} {}", test.replace('_', "-").to_uppercase()),
                    &name,
                    test,
                    proven,
                );
            }
            above.clear();
            is_test = false;
        } else if let Some(rest) = line.strip_prefix("test('") {
            let test = rest.split("',").next().unwrap_or(rest);
            note(test, &name, test, proven);
        } else if !line.starts_with("#[") {
            above.clear();
        }
    }
}

fn note(text: &str, file: &str, test: &str, proven: &mut Proven) {
    for (id, _) in ASKED {
        let whole = |(at, _): (usize, &str)| {
            let before = text[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
            before && text[at + id.len()..].chars().next().is_none_or(|c| !c.is_ascii_digit())
        };
        if text.match_indices(id).any(whole) {
            proven.entry(id).or_default().insert(format!("`{file}`: {test}"));
        }
    }
}

fn page(proven: &Proven) -> String {
    let mut asked = ASKED.to_vec();
    asked.sort_unstable();
    let count = asked.iter().filter(|(id, _)| proven.contains_key(id)).count();
    let mut page = String::from(
        "# Requirements\n\nMade from the tests by `crates/kameral/tests/requirements.rs`. A requirement is proven by the \
         tests\nthat bear its ID; one without a test is not proven, whatever the code does.\n\n",
    );
    let _ = write!(
        page,
        "Proven: {count} of {}.\n\n| Requirement | Asks for | Proven by |\n|---|---|---|\n",
        asked.len()
    );
    for (id, what) in asked {
        let by = proven.get(id).map_or_else(
            || "not yet".to_owned(),
            |tests| tests.iter().cloned().collect::<Vec<_>>().join("<br>"),
        );
        let _ = writeln!(page, "| {id} | {what} | {by} |");
    }
    page
}
