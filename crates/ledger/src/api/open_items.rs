//! `/open-items`, `/pairings`: lines that wait for their counterpart, and what answers them.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use kameral_access::Permission;
use kameral_base::{Date, Ore, Pattern};
use kameral_site::api::{Answer, Api, ApiVisit, Asked, Operation, Sent, json};
use kameral_site::{Needs, asked, kept, told};

use super::fields::limit;
use crate::commands::{pair, unpair};
use crate::open_item::{AsOf, Pairing, Part};
use crate::store::{model, open_items};
use crate::voucher::VoucherNumber;

const PAIRINGS: &str = "/api/v1/entities/{entity}/pairings";

asked! {
    /// Which open items.
    pub struct OpenItemsAsked {
        /// Accounts; left out, every followed account.
        account: Option<Pattern>,
        /// As they were when the journal ended there.
        as_of: Option<i64>,
        /// Most items of an account, at most 1000; left out, 100.
        limit: Option<i64>,
    }
}

told! {
    /// A line with something open.
    pub struct OpenItemTold {
        /// Account.
        account: String,
        /// Place in the journal of its voucher.
        journal_seq: i64,
        /// Line.
        line: i64,
        /// Number of the voucher.
        number: VoucherNumber,
        /// Date of the voucher.
        date: Date,
        /// Days since then.
        age_days: i64,
        /// Whole amount.
        amount_ore: i64,
        /// What is open of it.
        open_ore: i64,
        /// Foreign currency.
        currency: String,
        /// Whole amount in minor units of it.
        currency_minor: Option<i64>,
        /// Text.
        text: String,
        /// Other side.
        counterparty: String,
        /// The feeder system's own name of the voucher.
        reference: String,
    }
}

told! {
    /// Open items, by account and date.
    pub struct OpenItemsTold {
        /// The items.
        items: Vec<OpenItemTold>,
    }
}

kept! {
    /// A part of a line.
    pub struct PartKept {
        /// Place in the journal of the line's voucher.
        journal_seq: i64,
        /// Line.
        line: i64,
        /// How much of it, in whole öre with the line's own sign.
        amount_ore: i64,
    }
}

asked! {
    /// Parts of lines of an account that answer each other; they sum to zero.
    pub struct PairingAsked {
        /// Account.
        account: String,
        /// The parts.
        parts: Vec<PartKept>,
    }
}

asked! {
    /// Which pairings.
    pub struct PairingsAsked {
        /// Account.
        account: String,
        /// Most pairings, at most 1000; left out, 100.
        limit: Option<i64>,
    }
}

told! {
    /// A pairing's number.
    pub struct PairedTold {
        /// Number within the entity.
        pairing: i64,
    }
}

told! {
    /// A pairing.
    pub struct PairingTold {
        /// Number within the entity.
        pairing: i64,
        /// Account.
        account: String,
        /// When, UTC.
        paired_at: String,
        /// Who.
        paired_by: String,
        /// The pairing it undoes.
        undoes: Option<i64>,
        /// The pairing it was undone by.
        undone_by: Option<i64>,
        /// Its parts.
        parts: Vec<PartKept>,
    }
}

told! {
    /// Pairings, newest first.
    pub struct PairingsTold {
        /// The pairings.
        pairings: Vec<PairingTold>,
    }
}

pub fn routes() -> Api {
    Api::new("open items")
        .get(
            "/api/v1/entities/{entity}/open-items",
            items,
            Operation::new("Open items of the followed accounts")
                .needs(Needs::Whole(&[Permission::BooksRead]))
                .asks::<OpenItemsAsked>()
                .gives::<OpenItemsTold>(),
        )
        .get(
            PAIRINGS,
            pairings,
            Operation::new("Pairings of an account, newest first")
                .needs(Needs::Whole(&[Permission::BooksRead]))
                .asks::<PairingsAsked>()
                .gives::<PairingsTold>(),
        )
        .post(
            PAIRINGS,
            make,
            Operation::new("Pair parts of lines that answer each other")
                .needs(Needs::Whole(&[Permission::BooksRead, Permission::AccountReconcile]))
                .takes::<PairingAsked>()
                .gives::<PairedTold>()
                .made(),
        )
        .delete(
            "/api/v1/entities/{entity}/pairings/{pairing}",
            undo,
            Operation::new("Undo a pairing by a new one with the opposite parts")
                .note("The answer is the new pairing; nothing is taken away.")
                .needs(Needs::Whole(&[Permission::BooksRead, Permission::AccountReconcile]))
                .gives::<PairedTold>(),
        )
}

async fn items(visit: ApiVisit, Asked(asked): Asked<OpenItemsAsked>) -> Response {
    visit.answer(move |visit| listed(visit, asked)).await
}

fn listed(visit: &ApiVisit, asked: OpenItemsAsked) -> Answer {
    let every = || Pattern::parse("*").map_err(|_| visit.malformed("account"));
    let accounts = asked.account.map_or_else(every, Ok)?;
    let as_of = asked.as_of.map_or(AsOf::Now, AsOf::Journal);
    let limit = usize::try_from(limit(asked.limit)).unwrap_or_default();
    let cx = &visit.cx;
    let found = cx.read_whole(Permission::BooksRead, |tx| {
        let model = model::load(tx, cx)?;
        open_items::open_items(tx, &cx.scope, &model, &accounts, as_of, limit)
    });
    let items = found
        .map_err(|stop| visit.stopped(stop))?
        .into_iter()
        .map(|item| OpenItemTold {
            age_days: item.age_days(cx.today),
            account: item.account,
            journal_seq: item.journal_seq,
            line: item.line_no,
            number: item.number,
            date: item.date,
            amount_ore: item.amount.get(),
            open_ore: item.open.get(),
            currency: item.currency,
            currency_minor: item.currency_minor,
            text: item.text,
            counterparty: item.counterparty,
            reference: item.reference,
        });
    json(StatusCode::OK, &OpenItemsTold { items: items.collect() })
}

async fn pairings(visit: ApiVisit, Asked(asked): Asked<PairingsAsked>) -> Response {
    visit
        .answer(move |visit| {
            let cx = &visit.cx;
            let found = cx.read_whole(Permission::BooksRead, |tx| {
                open_items::pairings(tx, &cx.scope, &asked.account, limit(asked.limit))
            });
            let pairings = found
                .map_err(|stop| visit.stopped(stop))?
                .into_iter()
                .map(told)
                .collect();
            json(StatusCode::OK, &PairingsTold { pairings })
        })
        .await
}

fn told(pairing: Pairing) -> PairingTold {
    let parts = pairing.parts.iter();
    PairingTold {
        pairing: pairing.pairing,
        account: pairing.account,
        paired_at: pairing.paired_at,
        paired_by: pairing.paired_by,
        undoes: pairing.undoes,
        undone_by: pairing.undone_by,
        parts: parts
            .map(|part| PartKept {
                journal_seq: part.journal_seq,
                line: part.line_no,
                amount_ore: part.amount.get(),
            })
            .collect(),
    }
}

async fn make(visit: ApiVisit, sent: Sent) -> Response {
    visit
        .answer(move |visit| {
            let asked: PairingAsked = visit.read(&sent.0)?;
            let parts = asked.parts.iter().map(|part| Part {
                journal_seq: part.journal_seq,
                line_no: part.line,
                amount: Ore::new(part.amount_ore),
            });
            let parts: Vec<Part> = parts.collect();
            let made = pair(&visit.cx, visit.key(&sent.0)?.as_ref(), &asked.account, &parts);
            let pairing = made.map_err(|stop| visit.problem(stop))?;
            json(StatusCode::CREATED, &PairedTold { pairing })
        })
        .await
}

async fn undo(visit: ApiVisit, Path((_, pairing)): Path<(String, String)>) -> Response {
    visit
        .answer(move |visit| {
            let number = pairing.parse().map_err(|_| visit.not_found())?;
            let made = unpair(&visit.cx, visit.key(b"")?.as_ref(), number);
            let pairing = made.map_err(|stop| visit.problem(stop))?;
            json(StatusCode::OK, &PairedTold { pairing })
        })
        .await
}
