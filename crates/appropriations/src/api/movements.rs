//! `/appropriation-movements`: what happens to the amounts (APR-11), and beginning a year.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use kameral_access::Permission;
use kameral_base::{Date, Ore};
use kameral_site::api::{Api, ApiVisit, Asked, Operation, Sent, json};
use kameral_site::{asked, told};

use super::{number, word, year};
use crate::commands::{register_movement, roll_year, take_back_movement};
use crate::model::{Movement, MovementKind};
use crate::movement::NewMovement;
use crate::store::movements;

asked! {
    /// Which year.
    pub struct AppropriationYearAsked {
        /// Budget year; this one when left out.
        year: Option<i64>,
    }
}

asked! {
    /// A movement to register.
    pub struct AppropriationMovementAsked {
        /// Designation of the appropriation.
        item: String,
        /// Budget year.
        year: i64,
        /// `opening`, `allotment`, `other_decision`, `distributed`, `redirected`, `overrun` or `withdrawal`.
        kind: String,
        /// Signed amount, öre, as it enters the appropriation report.
        amount_ore: i64,
        /// Day of the decision.
        decided_on: Date,
        /// The letter or decision.
        document: String,
        /// Note.
        note: Option<String>,
    }
}

asked! {
    /// Why a movement is taken back.
    pub struct AppropriationTakeBackAsked {
        /// Note.
        note: Option<String>,
    }
}

asked! {
    /// What a year begins with rests on.
    pub struct AppropriationBeginAsked {
        /// The letter or decision.
        document: String,
    }
}

told! {
    /// A movement.
    pub struct AppropriationMovementTold {
        /// Number.
        movement: i64,
        /// Designation of the appropriation.
        item: String,
        /// Budget year.
        year: i64,
        /// Kind.
        kind: String,
        /// Signed amount, öre.
        amount_ore: i64,
        /// Day of the decision.
        decided_on: Date,
        /// The letter or decision.
        document: String,
        /// Note.
        note: String,
        /// The movement it takes back.
        takes_back: Option<i64>,
        /// Who registered it.
        registered_by: String,
        /// When, UTC.
        registered_at: String,
    }
}

told! {
    /// Movements of a year, in the order they were registered.
    pub struct AppropriationMovementsTold {
        /// The movements.
        movements: Vec<AppropriationMovementTold>,
    }
}

told! {
    /// Numbers of movements that were registered.
    pub struct AppropriationMovedTold {
        /// The numbers, in order.
        movements: Vec<i64>,
    }
}

pub(super) fn routes() -> Api {
    Api::new("appropriation movements")
        .get(
            "/api/v1/entities/{entity}/appropriation-movements",
            list,
            Operation::new("Movements of a year")
                .needs(Permission::BooksRead)
                .asks::<AppropriationYearAsked>()
                .gives::<AppropriationMovementsTold>(),
        )
        .post(
            "/api/v1/entities/{entity}/appropriation-movements",
            register,
            Operation::new("Register an opening amount, an allotment, a withdrawal …")
                .needs(Permission::RegisterEdit)
                .takes::<AppropriationMovementAsked>()
                .gives::<AppropriationMovedTold>()
                .made(),
        )
        .post(
            "/api/v1/entities/{entity}/appropriation-movements/{movement}/taking-back",
            take_back,
            Operation::new("Take back a movement by a new one")
                .needs(Permission::RegisterEdit)
                .takes::<AppropriationTakeBackAsked>()
                .gives::<AppropriationMovedTold>()
                .made(),
        )
        .post(
            "/api/v1/entities/{entity}/appropriation-years/{year}",
            begin,
            Operation::new("Begin a year with what the one before ended with")
                .needs(Permission::RegisterEdit)
                .takes::<AppropriationBeginAsked>()
                .gives::<AppropriationMovedTold>()
                .made(),
        )
}

async fn list(visit: ApiVisit, Asked(asked): Asked<AppropriationYearAsked>) -> Response {
    visit
        .answer(move |visit| {
            let (cx, year) = (&visit.cx, year(visit, asked.year));
            let found = cx.read(Permission::BooksRead, |tx| movements::of_year(tx, &cx.scope, year));
            let found = found.map_err(|stop| visit.stopped(stop))?;
            let movements = found.into_iter().map(told).collect();
            json(StatusCode::OK, &AppropriationMovementsTold { movements })
        })
        .await
}

fn told(movement: Movement) -> AppropriationMovementTold {
    AppropriationMovementTold {
        movement: movement.movement,
        item: movement.item,
        year: movement.year,
        kind: movement.kind.word().to_owned(),
        amount_ore: movement.amount.get(),
        decided_on: movement.decided_on,
        document: movement.document,
        note: movement.note,
        takes_back: movement.takes_back,
        registered_by: movement.registered_by,
        registered_at: movement.registered_at,
    }
}

async fn register(visit: ApiVisit, sent: Sent) -> Response {
    visit
        .answer(move |visit| {
            let asked: AppropriationMovementAsked = visit.read(&sent.0)?;
            let new = NewMovement {
                item: asked.item,
                year: asked.year,
                kind: word(visit, "kind", &asked.kind, MovementKind::ALL, MovementKind::word)?,
                amount: Ore::new(asked.amount_ore),
                decided_on: asked.decided_on,
                document: asked.document,
                note: asked.note.unwrap_or_default(),
            };
            let key = visit.key(&sent.0)?;
            let number = register_movement(&visit.cx, key.as_ref(), &new).map_err(|stop| visit.problem(stop))?;
            let movements = vec![number];
            json(StatusCode::CREATED, &AppropriationMovedTold { movements })
        })
        .await
}

async fn take_back(visit: ApiVisit, Path((_, movement)): Path<(String, String)>, sent: Sent) -> Response {
    visit
        .answer(move |visit| {
            let movement = number(visit, &movement)?;
            let asked: AppropriationTakeBackAsked = visit.read(&sent.0)?;
            let key = visit.key(&sent.0)?;
            let (cx, note) = (&visit.cx, asked.note.unwrap_or_default());
            let number = take_back_movement(cx, key.as_ref(), movement, cx.today, &note);
            let movements = vec![number.map_err(|stop| visit.problem(stop))?];
            json(StatusCode::CREATED, &AppropriationMovedTold { movements })
        })
        .await
}

async fn begin(visit: ApiVisit, Path((_, year)): Path<(String, String)>, sent: Sent) -> Response {
    visit
        .answer(move |visit| {
            let year = number(visit, &year)?;
            let asked: AppropriationBeginAsked = visit.read(&sent.0)?;
            let key = visit.key(&sent.0)?;
            let cx = &visit.cx;
            let movements = roll_year(cx, key.as_ref(), year, cx.today, &asked.document);
            let movements = movements.map_err(|stop| visit.problem(stop))?;
            json(StatusCode::CREATED, &AppropriationMovedTold { movements })
        })
        .await
}
