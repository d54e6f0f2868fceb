//! `/hermes`: the file of balances and the quarterly distribution.

use axum::http::StatusCode;
use axum::response::Response;
use kameral_access::Permission;
use kameral_formats::hermes::Record;
use kameral_site::api::{Api, ApiVisit, Asked, Operation, PeriodText, Sent, json};
use kameral_site::{asked, told};
use kameral_ui::web::Problem;

use super::MadeTold;
use crate::commands::{HermesKind, HermesOrder, make, prepare};

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

pub fn routes() -> Api {
    Api::new("exchange")
        .get(
            "/api/v1/entities/{entity}/hermes",
            preview,
            Operation::new("The file for Hermes as it would be made now, or everything that is missing")
                .note("Whether the books hold together is looked at when the file is made.")
                .needs(Permission::FileExport)
                .asks::<HermesAsked>()
                .gives::<HermesPreviewTold>(),
        )
        .post(
            "/api/v1/entities/{entity}/hermes",
            made,
            Operation::new("Make the file for Hermes and keep it in the outbox")
                .note("The same file as before keeps its number.")
                .needs(Permission::FileExport)
                .takes::<HermesAsked>()
                .gives::<MadeTold>()
                .made(),
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
            let conversion = |found: crate::Conversion| ConversionTold {
                financier: found.financier,
                name: found.name,
                form: found.form,
                appropriation: found.appropriation,
            };
            let told = HermesPreviewTold {
                file_name: prepared.file_name,
                records: prepared.records.iter().map(record).collect(),
                conversions: prepared.conversions.into_iter().map(conversion).collect(),
                internal_accounts: prepared.internal_accounts,
                settings_version: prepared.settings_version,
                journal_seq: prepared.journal_seq,
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
