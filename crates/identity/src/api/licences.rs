//! `/licences`: how many persons may be of each class, and who is (SEC-13, SEC-14).

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use kameral_access::{
    LicenceNumber, Permission, UserClass, assign_licence, licence_holdings, licence_numbers, listed_users,
    managed_entities, move_licence, set_licence_number,
};
use kameral_base::{Date, EntityId};
use kameral_site::api::{Answer, Api, ApiVisit, Operation, Sent, json};
use kameral_site::{Needs, asked, told};

use super::user_list::codes;

asked! {
    /// How many persons may hold a class.
    pub struct LicenceNumberAsked {
        /// How many; left out, an organisation licence.
        persons: Option<i64>,
        /// From which day; left out, today.
        valid_from: Option<Date>,
    }
}

asked! {
    /// A licence for a person.
    pub struct LicenceAsked {
        /// Who, by login.
        login: String,
        /// `light` or `full`.
        class: String,
        /// From which day; left out, today.
        valid_from: Option<Date>,
    }
}

asked! {
    /// To whom a licence moves.
    pub struct LicenceMoveAsked {
        /// To whom, by login; left out, it ends.
        to: Option<String>,
        /// From which day; left out, today.
        valid_from: Option<Date>,
    }
}

told! {
    /// A licence that was given.
    pub struct LicenceGivenTold {
        /// Its number; none where a licence only ended.
        licence: Option<i64>,
    }
}

told! {
    /// A licence of a person.
    pub struct LicenceTold {
        /// Its number, to move or end it by.
        licence: i64,
        /// Who, by login.
        login: String,
        /// `light` or `full`.
        class: String,
        /// First day.
        valid_from: Date,
        /// Last day.
        valid_to: Option<Date>,
    }
}

told! {
    /// A number that was kept.
    pub struct LicenceNumberTold {
        /// `light` or `full`.
        class: String,
        /// From which day, until the next.
        valid_from: Date,
        /// How many; none is an organisation licence.
        persons: Option<i64>,
    }
}

told! {
    /// Numbers of persons by class, and who holds one.
    pub struct LicencesTold {
        /// By class and day.
        numbers: Vec<LicenceNumberTold>,
        /// By login: those of users the caller manages.
        licences: Vec<LicenceTold>,
    }
}

pub(super) fn routes() -> Api {
    const LICENCES: &str = "/api/v1/entities/{entity}/licences";
    const NUMBERING: Needs = Needs::All(&[Permission::UserManage, Permission::SystemManage]);
    let managing = |summary| Operation::new(summary).needs(Permission::UserManage);
    Api::new("licences")
        .get(
            LICENCES,
            held,
            managing("Numbers of persons by class, and who holds one").gives::<LicencesTold>(),
        )
        .post(
            LICENCES,
            assign,
            managing("Give a person a licence")
                .takes::<LicenceAsked>()
                .gives::<LicenceGivenTold>()
                .made(),
        )
        .post(
            "/api/v1/entities/{entity}/licences/{licence}/move",
            transfer,
            managing("Move a licence to another person, or end it")
                .takes::<LicenceMoveAsked>()
                .gives::<LicenceGivenTold>(),
        )
        .put(
            "/api/v1/entities/{entity}/licence-numbers/{class}",
            keep_number,
            Operation::new("Keep how many persons may hold a class")
                .needs(NUMBERING)
                .takes::<LicenceNumberAsked>()
                .silent(),
        )
}

async fn held(visit: ApiVisit) -> Response {
    visit.answer(holdings).await
}

fn holdings(visit: &ApiVisit) -> Answer {
    let cx = &visit.cx;
    let codes = codes(visit)?;
    let found = cx.read(Permission::UserManage, |tx| {
        let all: Vec<EntityId> = codes.iter().map(|(id, _)| *id).collect();
        let managed = managed_entities(tx, cx, &all)?;
        let users = listed_users(tx, &managed, cx.today)?;
        let met: Vec<_> = users.iter().map(|user| user.user).collect();
        let held = licence_holdings(tx)?
            .into_iter()
            .filter(|held| met.contains(&held.user));
        Ok((licence_numbers(tx)?, held.collect::<Vec<_>>()))
    });
    let (numbers, held) = found.map_err(|stop| visit.stopped(stop))?;
    let numbers = numbers.into_iter().map(|number| LicenceNumberTold {
        class: number.class.word().to_owned(),
        valid_from: number.valid_from,
        persons: number.persons,
    });
    let licences = held.into_iter().map(|held| LicenceTold {
        licence: held.number,
        login: held.login,
        class: held.class.word().to_owned(),
        valid_from: held.valid_from,
        valid_to: held.valid_to,
    });
    let told = LicencesTold {
        numbers: numbers.collect(),
        licences: licences.collect(),
    };
    json(StatusCode::OK, &told)
}

async fn assign(visit: ApiVisit, sent: Sent) -> Response {
    visit
        .answer(move |visit| {
            let asked: LicenceAsked = visit.read(&sent.0)?;
            let class = UserClass::from_word(&asked.class);
            let class = class.ok_or_else(|| visit.malformed("class: light or full"))?;
            let from = asked.valid_from.unwrap_or(visit.cx.today);
            let given = assign_licence(&visit.cx, visit.key(&sent.0)?.as_ref(), &asked.login, class, from);
            let licence = Some(given.map_err(|stop| visit.problem(stop))?);
            json(StatusCode::CREATED, &LicenceGivenTold { licence })
        })
        .await
}

async fn transfer(visit: ApiVisit, Path((_, licence)): Path<(String, String)>, sent: Sent) -> Response {
    visit
        .answer(move |visit| {
            let asked: LicenceMoveAsked = visit.read(&sent.0)?;
            let number = licence.parse().map_err(|_| visit.not_found())?;
            let from = asked.valid_from.unwrap_or(visit.cx.today);
            let key = visit.key(&sent.0)?;
            let moved = move_licence(&visit.cx, key.as_ref(), number, asked.to.as_deref(), from);
            let licence = moved.map_err(|stop| visit.problem(stop))?;
            json(StatusCode::OK, &LicenceGivenTold { licence })
        })
        .await
}

async fn keep_number(visit: ApiVisit, Path((_, class)): Path<(String, String)>, sent: Sent) -> Response {
    visit
        .answer(move |visit| {
            let asked: LicenceNumberAsked = visit.read(&sent.0)?;
            let number = LicenceNumber {
                class: UserClass::from_word(&class).ok_or_else(|| visit.not_found())?,
                valid_from: asked.valid_from.unwrap_or(visit.cx.today),
                persons: asked.persons,
            };
            let done = set_licence_number(&visit.cx, visit.key(&sent.0)?.as_ref(), &number);
            done.map_err(|stop| visit.problem(stop))?;
            Ok(StatusCode::NO_CONTENT.into_response())
        })
        .await
}
