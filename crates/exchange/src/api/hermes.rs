//! `/hermes`: the file of balances and the quarterly distribution.

use axum::http::StatusCode;
use axum::response::Response;
use kameral_access::Permission;
use kameral_formats::hermes::Record;
use kameral_site::api::{Api, ApiVisit, Asked, Operation, PeriodText, Sent, json};
use kameral_site::{Needs, asked, told};
use kameral_ui::web::Problem;

use super::MadeTold;
use crate::commands::{self, HermesKind, HermesOrder, Standing, make, prepare, reported};
use crate::compare::Comparison;
use crate::{Conversion, Listed};

asked! {
    /// A file for Hermes.
    pub struct HermesAsked {
        /// Up to and including this period.
        period: PeriodText,
        /// `balances`, or `real_economic` for the quarterly distribution; left out, balances.
        kind: Option<String>,
        /// Letter of the period code; left out, that of the settings.
        letter: Option<String>,
    }
}

told! {
    /// A record of a file for Hermes.
    pub struct HermesRecordTold {
        /// `X` opening balance, `U` outturn.
        record_type: String,
        /// Account or S-code.
        account: String,
        /// Financier or result account; may be empty.
        financing: String,
        /// `I` within the State, `M` within the closing group, or nothing.
        counterparty_type: String,
        /// Counterparty; may be empty.
        counterparty: String,
        /// Whole öre, debit positive.
        amount_ore: i64,
    }
}

told! {
    /// A financing code and its appropriation.
    pub struct ConversionTold {
        /// Financing code.
        financier: String,
        /// What it is called.
        name: String,
        /// How it finances.
        form: String,
        /// Appropriation; empty for what no appropriation pays.
        appropriation: String,
    }
}

told! {
    /// A file as it would be made now.
    pub struct HermesPreviewTold {
        /// What it would be called.
        file_name: String,
        /// Its records.
        records: Vec<HermesRecordTold>,
        /// Financing codes of the quarterly distribution.
        conversions: Vec<ConversionTold>,
        /// Internal accounts that no record tells of.
        internal_accounts: Vec<String>,
        /// Version of the settings; 0 is the standard configuration.
        settings_version: i64,
        /// The end of the journal it would be made from.
        journal_seq: i64,
    }
}

asked! {
    /// Which year of files.
    pub struct ReportedAsked {
        /// Fiscal year; left out, the last one with a file.
        year: Option<i64>,
    }
}

told! {
    /// The last file of a period, and whether the books still say the same.
    pub struct StandingTold {
        /// Kind: `hermes`, `hermes-real`.
        kind: String,
        /// Number within the kind.
        number: i64,
        /// Up to and including this period.
        period: PeriodText,
        /// `same`, `changed`, or `unmakeable` where the books could give no such file now.
        state: String,
        /// Amounts that differ.
        changed: u64,
        /// Whole öre that the books have in debit beyond the file.
        debit_ore: i64,
        /// Whole öre that the books have in credit beyond the file, negative.
        credit_ore: i64,
    }
}

told! {
    /// What was reported of a year.
    pub struct ReportedTold {
        /// The year; null where no file was made.
        year: Option<i64>,
        /// Years with files, the last one first.
        years: Vec<i64>,
        /// Files, by kind and period.
        files: Vec<StandingTold>,
    }
}

asked! {
    /// The list of conversions of a period.
    pub struct ConversionsAsked {
        /// On the last day of this period.
        period: PeriodText,
    }
}

told! {
    /// A financing code of the register.
    pub struct ListedTold {
        /// The code and its appropriation.
        code: ConversionTold,
        /// What the appropriation is called.
        appropriation_name: String,
        /// Whether the year's outturn up to the period has the code.
        in_file: bool,
        /// Whether it must be tied to an appropriation and is not.
        missing: bool,
    }
}

told! {
    /// Every financing code in force, or with an outturn.
    pub struct ConversionsTold {
        /// Code of the dimension that the codes are values of.
        dimension: String,
        /// The relation that ties them to appropriations.
        relation: String,
        /// The codes, in order.
        codes: Vec<ListedTold>,
    }
}

pub fn routes() -> Api {
    Api::new("exchange")
        .get(
            "/api/v1/entities/{entity}/hermes",
            preview,
            Operation::new("The file for Hermes as it would be made now, or everything that is missing")
                .note("Whether the books hold together is looked at when the file is made.")
                .needs(Needs::Whole(&[Permission::BooksRead, Permission::FileExport]))
                .asks::<HermesAsked>()
                .gives::<HermesPreviewTold>(),
        )
        .post(
            "/api/v1/entities/{entity}/hermes",
            made,
            Operation::new("Make the file for Hermes and keep it in the outbox")
                .note("The same file as before keeps its number.")
                .needs(Needs::Whole(&[Permission::BooksRead, Permission::FileExport]))
                .takes::<HermesAsked>()
                .gives::<MadeTold>()
                .made(),
        )
        .get(
            "/api/v1/entities/{entity}/hermes/reported",
            standings,
            Operation::new("Files for Hermes of a year, and whether the books still say the same")
                .needs(Needs::Whole(&[Permission::BooksRead, Permission::FileExport]))
                .asks::<ReportedAsked>()
                .gives::<ReportedTold>(),
        )
        .get(
            "/api/v1/entities/{entity}/hermes/conversions",
            conversions,
            Operation::new("The list of conversions from financing codes to appropriations")
                .needs(Needs::Whole(&[Permission::BooksRead, Permission::FileExport]))
                .asks::<ConversionsAsked>()
                .gives::<ConversionsTold>(),
        )
}

fn order(visit: &ApiVisit, asked: HermesAsked) -> Result<HermesOrder, Problem> {
    let kind = match asked.kind.as_deref() {
        None | Some("balances") => HermesKind::Balances,
        Some("real_economic") => HermesKind::RealEconomic,
        Some(_) => return Err(visit.malformed("kind: balances or real_economic")),
    };
    Ok(HermesOrder {
        kind,
        period: asked.period.0,
        letter: asked.letter.unwrap_or_default(),
    })
}

async fn preview(visit: ApiVisit, Asked(asked): Asked<HermesAsked>) -> Response {
    visit
        .answer(move |visit| {
            let prepared = prepare(&visit.cx, &order(visit, asked)?).map_err(|stop| visit.problem(stop))?;
            let record = |record: &Record| HermesRecordTold {
                record_type: record.kind.code().to_owned(),
                account: record.account.clone(),
                financing: record.financing.clone(),
                counterparty_type: record.counterparty_kind.code().to_owned(),
                counterparty: record.counterparty.clone(),
                amount_ore: record.amount.get(),
            };
            let told = HermesPreviewTold {
                file_name: prepared.file_name,
                records: prepared.records.iter().map(record).collect(),
                conversions: prepared.conversions.into_iter().map(conversion_told).collect(),
                internal_accounts: prepared.internal_accounts,
                settings_version: prepared.settings_version,
                journal_seq: prepared.journal_seq,
            };
            json(StatusCode::OK, &told)
        })
        .await
}

fn conversion_told(found: Conversion) -> ConversionTold {
    ConversionTold {
        financier: found.financier,
        name: found.name,
        form: found.form,
        appropriation: found.appropriation,
    }
}

async fn standings(visit: ApiVisit, Asked(asked): Asked<ReportedAsked>) -> Response {
    visit
        .answer(move |visit| {
            let found = reported(&visit.cx, asked.year).map_err(|stop| visit.problem(stop))?;
            let told = match found {
                Some(found) => ReportedTold {
                    year: Some(found.year),
                    years: found.years,
                    files: found.standings.iter().map(standing_told).collect(),
                },
                None => ReportedTold {
                    year: None,
                    years: Vec::new(),
                    files: Vec::new(),
                },
            };
            json(StatusCode::OK, &told)
        })
        .await
}

fn standing_told(standing: &Standing) -> StandingTold {
    let now = standing.now.as_ref().ok();
    let state = match now {
        Some(_) if standing.stands() => "same",
        Some(_) => "changed",
        None => "unmakeable",
    };
    let (debit, credit) = now.and_then(Comparison::sides).unwrap_or_default();
    StandingTold {
        kind: standing.file.key.kind.clone(),
        number: standing.file.key.number,
        period: PeriodText(standing.file.period_to),
        state: state.to_owned(),
        changed: now.map_or(0, |now| now.differences.len() as u64),
        debit_ore: debit.get(),
        credit_ore: credit.get(),
    }
}

async fn conversions(visit: ApiVisit, Asked(asked): Asked<ConversionsAsked>) -> Response {
    visit
        .answer(move |visit| {
            let list = commands::conversions(&visit.cx, asked.period.0).map_err(|stop| visit.problem(stop))?;
            let told = |row: Listed| ListedTold {
                missing: row.is_missing(),
                code: conversion_told(row.conversion),
                appropriation_name: row.appropriation_name,
                in_file: row.in_file,
            };
            let told = ConversionsTold {
                dimension: list.dimension,
                relation: list.relation,
                codes: list.rows.into_iter().map(told).collect(),
            };
            json(StatusCode::OK, &told)
        })
        .await
}

async fn made(visit: ApiVisit, sent: Sent) -> Response {
    visit
        .answer(move |visit| {
            let order = order(visit, visit.read(&sent.0)?)?;
            let key = visit.key(&sent.0)?;
            let made = make(&visit.cx, key.as_ref(), &order).map_err(|stop| visit.problem(stop))?;
            json(StatusCode::CREATED, &MadeTold::from(made))
        })
        .await
}
