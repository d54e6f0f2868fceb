//! `/duty-rules`, `/conflicts`, `/duty-exceptions`: rules of separation, who breaks them, exceptions
//! (SEC-25).

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use kameral_access::duty::{
    DutyException, DutyRule, breaches, conflicts, duty_rules, end_exception, exceptions, four_eyes, tie_person,
    tied_accounts,
};
use kameral_access::{Permission, users};
use kameral_base::{Date, Timestamp};
use kameral_site::api::{Answer, Api, ApiVisit, Operation, Sent, json};
use kameral_site::{asked, told};
use kameral_store::Tx;

told! {
    /// *Regel för åtskillnad*. It is changed by a proposal of the kind `duty.rule`.
    pub struct DutyRuleTold {
        /// Code.
        rule: String,
        /// `permissions` that nobody holds both of, or `acts` that nobody does both of on the same thing.
        kind: String,
        /// Codes of permissions, or of the commands that are done first.
        first: Vec<String>,
        /// Codes of permissions, or of the commands that are then another's.
        second: Vec<String>,
        /// The permission that the second commands need.
        permission: Option<String>,
        /// Whether the things belong to the installation and not to one entity.
        of_installation: bool,
        /// Whether it is switched on.
        active: bool,
        /// First day.
        valid_from: Option<Date>,
        /// Last day.
        valid_to: Option<Date>,
        /// Swedish name.
        name: String,
        /// English name.
        name_en: String,
        /// Where it comes from.
        source: String,
    }
}

told! {
    /// Whether a kind of change takes two.
    pub struct FourEyesTold {
        /// The kind.
        kind: String,
        /// Whether it takes two.
        takes_two: bool,
    }
}

told! {
    /// The rules of separation, and what takes two.
    pub struct DutyRulesTold {
        /// Rules, by code.
        rules: Vec<DutyRuleTold>,
        /// Kinds of change.
        four_eyes: Vec<FourEyesTold>,
    }
}

told! {
    /// A role that gives one side of a rule.
    pub struct ConflictRoleTold {
        /// Code of the role.
        role: String,
        /// Login it is held by.
        login: String,
    }
}

told! {
    /// A person who holds what a rule keeps apart.
    pub struct ConflictTold {
        /// Code of the rule.
        rule: String,
        /// The person's name.
        name: String,
        /// The person's logins.
        logins: Vec<String>,
        /// Roles that give the first side.
        first: Vec<ConflictRoleTold>,
        /// Roles that give the second.
        second: Vec<ConflictRoleTold>,
        /// The exception in force; none is a conflict to be solved.
        exception: Option<i64>,
        /// Its last day.
        exception_valid_to: Option<Date>,
    }
}

told! {
    /// Something that went through in spite of a rule.
    pub struct BreachTold {
        /// Its number.
        number: i64,
        /// The rule, or `four_eyes:` and the kind of change.
        rule: String,
        /// The exception; none for the operator.
        exception: Option<i64>,
        /// The command.
        command: String,
        /// On what.
        subject: String,
        /// By whom.
        by: String,
        /// When.
        at: Timestamp,
    }
}

told! {
    /// Conflicts today, and what went through in spite of rules.
    pub struct ConflictsTold {
        /// By rule and login.
        conflicts: Vec<ConflictTold>,
        /// The latest first.
        breaches: Vec<BreachTold>,
    }
}

told! {
    /// *Undantag*. It is made by a proposal of the kind `duty.exception`.
    pub struct DutyExceptionTold {
        /// Its number.
        number: i64,
        /// Code of the rule.
        rule: String,
        /// For whom.
        login: String,
        /// First day.
        valid_from: Date,
        /// Last day.
        valid_to: Date,
        /// Why.
        reason: String,
        /// What is done instead.
        control: String,
        /// The proposal it came of.
        proposal: i64,
        /// Who proposed it.
        proposed_by: String,
        /// Who accepted it.
        accepted_by: String,
        /// When.
        accepted_at: Timestamp,
        /// When it was ended before its last day.
        ended_at: Option<Timestamp>,
        /// By whom.
        ended_by: Option<String>,
    }
}

told! {
    /// Exceptions of the entity.
    pub struct DutyExceptionsTold {
        /// The latest first.
        exceptions: Vec<DutyExceptionTold>,
    }
}

told! {
    /// An account that is tied to a natural person.
    pub struct TiedAccountTold {
        /// Login.
        login: String,
        /// Name.
        name: String,
        /// The mark that the person's accounts share.
        person: String,
    }
}

told! {
    /// Accounts that are tied to natural persons.
    pub struct TiedAccountsTold {
        /// By mark.
        accounts: Vec<TiedAccountTold>,
    }
}

asked! {
    /// What marks the natural person behind an account.
    pub struct PersonAsked {
        /// A mark that the person's accounts share: an employment number.
        person: String,
    }
}

pub(super) fn routes() -> Api {
    let managing = |summary| Operation::new(summary).needs(Permission::UserManage);
    Api::new("duties")
        .get(
            "/api/v1/entities/{entity}/duty-rules",
            rules,
            managing("Rules of separation, and what takes two").gives::<DutyRulesTold>(),
        )
        .get(
            "/api/v1/entities/{entity}/conflicts",
            conflict_list,
            managing("Who holds what a rule keeps apart, and what went through in spite of rules")
                .gives::<ConflictsTold>(),
        )
        .get(
            "/api/v1/entities/{entity}/duty-exceptions",
            exception_list,
            managing("Exceptions from rules of separation").gives::<DutyExceptionsTold>(),
        )
        .delete(
            "/api/v1/entities/{entity}/duty-exceptions/{exception}",
            end,
            managing("End an exception at once").silent(),
        )
        .get(
            "/api/v1/entities/{entity}/persons",
            tied,
            managing("Accounts that are tied to natural persons").gives::<TiedAccountsTold>(),
        )
        .put(
            "/api/v1/entities/{entity}/users/{login}/person",
            tie,
            managing("Tie an account to a natural person; not one's own")
                .note("Accounts with the same mark are one person to every rule of separation.")
                .takes::<PersonAsked>()
                .silent(),
        )
}

async fn rules(visit: ApiVisit) -> Response {
    visit
        .answer(|visit| {
            let found = visit
                .cx
                .read(Permission::UserManage, |tx| Ok((duty_rules(tx)?, four_eyes(tx)?)));
            let (rules, kinds) = found.map_err(|stop| visit.stopped(stop))?;
            let kinds = kinds.into_iter().map(|row| FourEyesTold {
                kind: row.kind,
                takes_two: row.takes_two,
            });
            let told = DutyRulesTold {
                rules: rules.into_iter().map(rule_told).collect(),
                four_eyes: kinds.collect(),
            };
            json(StatusCode::OK, &told)
        })
        .await
}

fn rule_told(rule: DutyRule) -> DutyRuleTold {
    DutyRuleTold {
        kind: rule.kind.word().to_owned(),
        permission: rule.permission.map(|of| of.code().to_owned()),
        rule: rule.rule,
        first: rule.first,
        second: rule.second,
        of_installation: rule.of_installation,
        active: rule.active,
        valid_from: rule.valid_from,
        valid_to: rule.valid_to,
        name: rule.name,
        name_en: rule.name_en,
        source: rule.source,
    }
}

async fn conflict_list(visit: ApiVisit) -> Response {
    visit.answer(conflicts_told).await
}

fn conflicts_told(visit: &ApiVisit) -> Answer {
    let cx = &visit.cx;
    let found = cx.read(Permission::UserManage, |tx| {
        Ok((conflicts(tx, &cx.scope, cx.today)?, breaches(tx, cx.entity())?))
    });
    let (found, kept) = found.map_err(|stop| visit.stopped(stop))?;
    let roles = |side: Vec<(String, String)>| {
        let roles = side.into_iter().map(|(role, login)| ConflictRoleTold { role, login });
        roles.collect::<Vec<_>>()
    };
    let conflicts = found.into_iter().map(|conflict| ConflictTold {
        rule: conflict.rule.rule,
        name: conflict.name,
        logins: conflict.logins,
        first: roles(conflict.first),
        second: roles(conflict.second),
        exception: conflict.exception.as_ref().map(|of| of.number),
        exception_valid_to: conflict.exception.as_ref().map(|of| of.valid_to),
    });
    let breaches = kept.into_iter().map(|breach| BreachTold {
        number: breach.number,
        rule: breach.rule,
        exception: breach.exception,
        command: breach.command,
        subject: breach.subject,
        by: breach.by,
        at: breach.at,
    });
    let told = ConflictsTold {
        conflicts: conflicts.collect(),
        breaches: breaches.collect(),
    };
    json(StatusCode::OK, &told)
}

async fn exception_list(visit: ApiVisit) -> Response {
    visit
        .answer(|visit| {
            let cx = &visit.cx;
            let found = cx.read(Permission::UserManage, |tx| exceptions(tx, &cx.scope));
            let found = found.map_err(|stop| visit.stopped(stop))?;
            let told = DutyExceptionsTold {
                exceptions: found.into_iter().map(exception_told).collect(),
            };
            json(StatusCode::OK, &told)
        })
        .await
}

fn exception_told(of: DutyException) -> DutyExceptionTold {
    DutyExceptionTold {
        number: of.number,
        rule: of.rule,
        login: of.login,
        valid_from: of.valid_from,
        valid_to: of.valid_to,
        reason: of.reason,
        control: of.control,
        proposal: of.proposal,
        proposed_by: of.proposed_by,
        accepted_by: of.accepted_by,
        accepted_at: of.accepted_at,
        ended_at: of.ended_at,
        ended_by: of.ended_by,
    }
}

async fn end(visit: ApiVisit, Path((_, exception)): Path<(String, String)>) -> Response {
    visit
        .answer(move |visit| {
            let number = exception.parse().map_err(|_| visit.not_found())?;
            let done = end_exception(&visit.cx, visit.key(b"")?.as_ref(), number);
            done.map_err(|stop| visit.problem(stop))?;
            Ok(StatusCode::NO_CONTENT.into_response())
        })
        .await
}

async fn tied(visit: ApiVisit) -> Response {
    visit
        .answer(|visit| {
            let met = |tx: &mut Tx| {
                let users = users(tx, &visit.cx.scope)?;
                let mut tied = tied_accounts(tx)?;
                tied.retain(|account| users.iter().any(|user| user.login == account.login));
                Ok(tied)
            };
            let found = visit.cx.read(Permission::UserManage, met);
            let accounts = found.map_err(|stop| visit.stopped(stop))?.into_iter();
            let accounts = accounts.map(|account| TiedAccountTold {
                login: account.login,
                name: account.name,
                person: account.person,
            });
            let told = TiedAccountsTold {
                accounts: accounts.collect(),
            };
            json(StatusCode::OK, &told)
        })
        .await
}

async fn tie(visit: ApiVisit, Path((_, login)): Path<(String, String)>, sent: Sent) -> Response {
    visit
        .answer(move |visit| {
            let asked: PersonAsked = visit.read(&sent.0)?;
            let done = tie_person(&visit.cx, visit.key(&sent.0)?.as_ref(), &login, &asked.person);
            done.map_err(|stop| visit.problem(stop))?;
            Ok(StatusCode::NO_CONTENT.into_response())
        })
        .await
}
