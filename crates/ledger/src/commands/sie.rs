//! Importing a SIE file: all of it, or nothing.

use std::collections::{BTreeMap, BTreeSet};

use kameral_access::{Act, Cx, IdempotencyKey, Permission};
use kameral_base::{FiscalYear, Ore, Refusal, Sentence};
use kameral_formats::sie::{Item, Reader, Survey, WriteMistake, survey};
use kameral_store::inbox::{self, Arrival, FileKey, Spool};
use kameral_store::{Fault, FaultKind, MapRefusal, Stop, Tx};
use serde::{Deserialize, Serialize};

use super::post::REFUSALS_MAX;
use super::register::apply_in;
use crate::correct::{CorrectionOrder, annul};
use crate::model::Module;
use crate::post::{PostingFacts, accept};
use crate::posting::{Posted, Posting, SIE_SOURCE, Source};
use crate::refusal::PostRefusal;
use crate::sie_export::{self, SieExported};
use crate::sie_import::{
    DIFFERENCE_ACCOUNT, Drafter, Gathered, Plan, SieCause, SieRefusal, Stated, gather, opening, plan,
};
use crate::store::{balances, files, model, sie, vouchers};

/// Kind of file in the inbox.
const INBOX_KIND: &str = "sie";

/// What an import came to. Kept with the file, and answered again when the same file comes again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SieImported {
    /// Whether the file was imported before; nothing was changed then.
    pub known: bool,
    /// Vouchers posted, opening balances included.
    pub vouchers: u64,
    /// Register rows added or changed.
    pub register_changes: u64,
    /// Accounts whose closing balance the file states for its current year.
    pub compared: u64,
    /// Those for which the ledger comes to another balance.
    pub differences: Vec<Stated>,
    /// Accounts with a balance in the ledger of which the file says nothing.
    pub unstated: Vec<String>,
    /// What the file's opening balances sum to: zero, or what was put on the difference account.
    pub opening_difference: Ore,
    /// Series whose vouchers were numbered anew, because the file gives a number twice.
    pub renumbered: Vec<String>,
    /// Name and line of what is odd in the file.
    pub warnings: Vec<(String, u32)>,
}

/// Reads a file into the entity: chart, dimensions, opening balances, vouchers. With `dry_run`
/// everything is done and undone.
pub fn import_sie(
    cx: &Cx,
    key: Option<&IdempotencyKey>,
    file_name: &str,
    spool: &Spool,
    dry_run: bool,
) -> Result<SieImported, Stop<Vec<SieRefusal>>> {
    let survey = survey(spool.open()?).map_err(Fault::from)?;
    let gathered = gather(spool.open()?, &survey).map_err(Fault::from)?;
    let import = Import {
        cx,
        file_name,
        spool,
        survey: &survey,
        gathered: &gathered,
    };
    let mut committed = None;
    if dry_run {
        cx.require(Permission::FileImport).map_err(Stop::Denied)?;
        let mut seen = None;
        let undone: Result<(), Stop<Vec<SieRefusal>>> = cx.store.write(|tx| {
            tx.for_entities(cx.scope.entities())?;
            seen = Some(import.run(tx)?.0);
            Err(Stop::Refused(Vec::new()))
        });
        return match (undone, seen) {
            (Err(Stop::Refused(refusals)), Some(imported)) if refusals.is_empty() => Ok(imported.told_to(cx)),
            (Err(stop), _) => Err(stop),
            (Ok(()), _) => unreachable!("a dry run is always undone"),
        };
    }
    let act = Act::new(Permission::FileImport, "sie.import", file_name);
    let imported = cx.write_once(act, key, |tx| {
        let (imported, posted) = import.run(tx)?;
        committed = posted;
        Ok(imported)
    })?;
    // What an import answers are counts, the same for a run that was rolled back before another with
    // the same key answered. Its codings are then not known to be kept, and are read anew instead.
    if let Some(mut posted) = committed.filter(|_| key.is_none()) {
        posted.committed(cx);
    }
    Ok(imported.told_to(cx))
}

/// Writes a fiscal year as SIE 4E; the number is the calendar year it ends in. The file tells of every row, so
/// who meets some only is denied (SEC-02, REP-11).
pub fn export_sie(
    cx: &Cx,
    year: i32,
    program_version: &str,
    out: impl std::io::Write,
) -> Result<SieExported, Stop<Vec<SieExportRefusal>>> {
    cx.require(Permission::FileExport).map_err(Stop::Denied)?;
    cx.require_whole(Permission::BooksRead).map_err(Stop::Denied)?;
    let mut out = Some(out);
    let mut refused = None;
    let exported = cx.store.read(|tx| {
        tx.for_entities(cx.scope.entities())?;
        let model = model::load(tx, cx)?;
        let Some(year) = sie_export::year_called(&model, year) else {
            refused = Some(vec![SieExportRefusal::YearUnknown { year: i64::from(year) }]);
            return Ok(None);
        };
        let out = out.take().expect("a read runs its closure once");
        match sie_export::write(
            tx,
            cx,
            &model,
            year,
            cx.today,
            (sie_export::PROGRAM, program_version),
            out,
        ) {
            Ok(exported) => Ok(Some(exported)),
            Err(Stop::Fault(fault)) => Err(fault),
            Err(Stop::Refused(wrong)) => {
                refused = Some(wrong.into_iter().map(SieExportRefusal::Unwritable).collect());
                Ok(None)
            }
            Err(Stop::Denied(_)) => unreachable!("nothing was asked of anyone"),
        }
    })?;
    exported.ok_or_else(|| Stop::Refused(refused.unwrap_or_default()))
}

/// Why a year is not written.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "a field bears the name of what it holds")]
pub enum SieExportRefusal {
    /// The entity has no such fiscal year.
    YearUnknown { year: i64 },
    /// Something the format cannot hold.
    Unwritable(WriteMistake),
}

impl Refusal for SieExportRefusal {
    fn name(&self) -> &'static str {
        match self {
            Self::YearUnknown { .. } => "year_unknown",
            Self::Unwritable(mistake) => mistake.name(),
        }
    }

    fn sentence(&self) -> Sentence {
        match self {
            Self::YearUnknown { year } => Sentence::new("refusal-year-unknown").with("year", year.to_string()),
            Self::Unwritable(mistake) => mistake.sentence(),
        }
    }
}

impl SieImported {
    /// Without the ledger's balances, where somebody does not read every row: a file that is known already, and
    /// one that is only tried, tell no more than books that are read.
    fn told_to(self, cx: &Cx) -> Self {
        if cx.require_whole(Permission::BooksRead).is_ok() {
            return self;
        }
        Self {
            differences: Vec::new(),
            unstated: Vec::new(),
            ..self
        }
    }
}

struct Import<'a> {
    cx: &'a Cx,
    file_name: &'a str,
    spool: &'a Spool,
    survey: &'a Survey,
    gathered: &'a Gathered,
}

impl Import<'_> {
    fn run(&self, tx: &mut Tx) -> Result<(SieImported, Option<Posted>), Stop<Vec<SieRefusal>>> {
        let key = FileKey {
            entity: self.cx.entity(),
            kind: INBOX_KIND.to_owned(),
            sha256: self.spool.sha256().to_owned(),
        };
        // Received first: on PostgreSQL another who imports the same file is waited for here, and then known.
        self.receive(tx)?;
        if let Some(imported) = files::known::<SieImported>(tx, &key)? {
            return Ok((
                SieImported {
                    known: true,
                    ..imported
                },
                None,
            ));
        }
        let plan = self.plan(tx)?;
        let register_changes = apply_in(tx, self.cx, &plan.changes).map_err(|stop| {
            stop.map(|refusals| {
                refusals
                    .into_iter()
                    .map(|refusal| SieRefusal::at(0, SieCause::Register(refusal)))
                    .collect()
            })
        })?;
        let posted = self.post(tx, &plan)?;
        // After the vouchers, whose lines are told of first. Balances are the whole agency's.
        if register_changes != 0 || self.gathered.states_closing() {
            let by = Permission::FileImport;
            self.cx.require_every_row(by).map_err(Stop::Denied)?;
        }
        let (compared, unstated) = self.compare(tx, &plan)?;
        let imported = SieImported {
            known: false,
            vouchers: posted.count,
            register_changes,
            compared: u64::try_from(compared.len()).unwrap_or(u64::MAX),
            differences: compared
                .iter()
                .filter(|stated| stated.stated != stated.ledger)
                .cloned()
                .collect(),
            unstated,
            opening_difference: plan.opening_difference,
            renumbered: plan.renumbered.clone(),
            warnings: self.warnings(),
        };
        sie::keep(tx, self.cx, plan.year, self.spool.sha256(), &compared)?;
        let detail =
            serde_json::to_value(&imported).map_err(|error| Fault::new(FaultKind::Mismatch, error.to_string()))?;
        inbox::mark(tx, &key, "posted", Some(&detail), self.cx.now)?;
        Ok((imported, Some(posted)))
    }

    fn plan(&self, tx: &mut Tx) -> Result<Plan, Stop<Vec<SieRefusal>>> {
        let model = model::load(tx, self.cx)?;
        let current = self.gathered.header.years.iter().find(|(number, _, _)| *number == 0);
        let year = current.and_then(|(_, from, to)| FiscalYear::new(*from, *to).ok());
        let mut last = BTreeMap::new();
        for series in self.gathered.series.keys() {
            if let Some(year) = year {
                last.insert(
                    series.clone(),
                    sie::last_number(tx, self.cx.entity(), series, i64::from(year.year()))?,
                );
            }
        }
        if let Some(year) = year.filter(|_| !self.gathered.opening.is_empty())
            && balances::opening_posted(tx, &self.cx.scope, year.opening())?
        {
            let cause = SieCause::OpeningTaken {
                year: i64::from(year.year()),
            };
            return Err(Stop::Refused(vec![SieRefusal::at(0, cause)]));
        }
        let (end, _) = vouchers::journal_end(tx, self.cx.entity())?;
        plan(&model, &last, end == 0, self.gathered).map_err(Stop::Refused)
    }

    fn post(&self, tx: &mut Tx, plan: &Plan) -> Result<Posted, Stop<Vec<SieRefusal>>> {
        let sha256 = Some(self.spool.sha256_bytes());
        let mut posting = Posting::open(
            tx,
            self.cx,
            Permission::FileImport,
            Source {
                name: SIE_SOURCE,
                sha256,
            },
        )?
        .counting_only();
        let model = posting.model();
        let periods: BTreeSet<_> = model.years.iter().flat_map(|year| year.periods()).collect();
        let facts = PostingFacts {
            keep_numbers: true,
            as_they_are: true,
            ..posting.facts(&periods, Module::Ledger)?
        };
        let mut refusals = Vec::new();
        if let Some(draft) = plan.year.and_then(|year| opening(year, &plan.opening)) {
            match accept(&model, &facts, &draft) {
                Ok(voucher) => posting.add(voucher)?,
                Err(wrong) => refusals.extend(told_at(0, wrong, "")),
            }
        }
        let drafter = Drafter::new(plan);
        let mut reader = Reader::new(self.spool.open()?, self.survey.encoding);
        while let Some(item) = reader.next().map_err(Fault::from)? {
            let Item::Voucher(voucher) = item else { continue };
            let draft = drafter.draft(&voucher);
            let decided = if draft.lines.is_empty() {
                let order = CorrectionOrder {
                    date: voucher.date,
                    period: None,
                    reason: draft.text.clone(),
                };
                annul(&model, &facts, &draft.series, draft.number, &order)
            } else {
                accept(&model, &facts, &draft)
            };
            let decided = decided.and_then(|accepted| match posting.beyond(&accepted) {
                none if none.is_empty() => Ok(accepted),
                beyond => Err(beyond),
            });
            match decided {
                Ok(accepted) if refusals.is_empty() => posting.add(accepted)?,
                Ok(_) => {}
                Err(wrong) => refusals.extend(told_at(voucher.line, wrong, &draft.source_key)),
            }
            if REFUSALS_MAX <= refusals.len() {
                break;
            }
        }
        if refusals.is_empty() {
            posting
                .finish()
                .map_refusal(|refusals: Vec<PostRefusal>| told_at(0, refusals, "").collect())
        } else {
            Err(Stop::Refused(refusals))
        }
    }

    /// The file's own closing balances against the ledger's, and the accounts that have a balance
    /// in the ledger of which the file says nothing.
    fn compare(&self, tx: &mut Tx, plan: &Plan) -> Result<(Vec<Stated>, Vec<String>), Fault> {
        let Some(year) = plan.year.filter(|_| self.gathered.states_closing()) else {
            return Ok((Vec::new(), Vec::new()));
        };
        let ledger = sie::closing_by_account(tx, self.cx.entity(), i64::from(year.year()))?;
        let stated = self.gathered.stated.iter().map(|(account, stated)| Stated {
            account: account.clone(),
            stated: *stated,
            ledger: ledger.get(account).copied().unwrap_or(Ore::ZERO),
        });
        let unstated = ledger.iter().filter(|(account, balance)| {
            !balance.is_zero() && !self.gathered.stated.contains_key(*account) && *account != DIFFERENCE_ACCOUNT
        });
        Ok((stated.collect(), unstated.map(|(account, _)| account.clone()).collect()))
    }

    fn warnings(&self) -> Vec<(String, u32)> {
        self.gathered
            .warnings
            .iter()
            .map(|mistake| (mistake.name().to_owned(), mistake.line))
            .collect()
    }

    fn receive(&self, tx: &mut Tx) -> Result<(), Fault> {
        let arrival = Arrival {
            entity: self.cx.entity(),
            kind: INBOX_KIND,
            file_name: self.file_name,
            received_at: self.cx.now,
            received_by: self.cx.actor.user,
        };
        inbox::receive(tx, &arrival, self.spool)?;
        Ok(())
    }
}

/// Refusals of a voucher at the line of the file where it begins; 0 where none is known.
fn told_at(line: u32, wrong: Vec<PostRefusal>, name: &str) -> impl Iterator<Item = SieRefusal> {
    wrong
        .into_iter()
        .map(move |refusal| SieRefusal::at(line, SieCause::Voucher(refusal.named(name))))
}
