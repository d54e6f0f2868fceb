//! `kameral access`: why somebody may or may not, who holds what is kept apart, and changes that take two.

use clap::{Args, Subcommand};
use kameral_access::duty::{breaches, conflicts, duty_rules, tie_person};
use kameral_access::proposal::{accept, list, reject};
use kameral_access::{Cx, Permission};
use kameral_base::{Date, EntityId};
use kameral_identity::explanation::{Typed, Unreadable, answer, besides, role_name, rows, sentence, standing};
use kameral_ledger::store::entities;
use kameral_store::Stop;
use kameral_ui::Words;

use super::output::{Listing, print_json};
use super::{Cli, EntityArg, Format};
use crate::outcome::Ending;
use crate::place;

/// Words of `kameral access`.
#[derive(Debug, Subcommand)]
pub enum AccessCommand {
    /// Why a user may, or may not: roles, rows, days, rules of separation.
    Explain(ExplainArgs),
    /// Who holds what a rule keeps apart, in every entity.
    Conflicts,
    /// What the operator did in spite of rules, and others under exceptions.
    Breaches(EntityArg),
    /// The rules of separation.
    Rules,
    /// Changes that wait for another to decide.
    Proposals(EntityArg),
    /// Accept a proposal, as it was listed.
    Accept(AcceptArgs),
    /// Reject a proposal.
    Reject(RejectArgs),
    /// Tie an account to a natural person; accounts with the same mark are one person to every rule.
    Tie(TieArgs),
}

/// A question.
#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// Login of the user.
    #[arg(long)]
    user: String,
    #[command(flatten)]
    entity: EntityArg,
    /// Code of the permission: voucher.post.
    #[arg(long)]
    may: String,
    /// draft:12, user:eva, period:202603, or a row: "ORG=120 KONTO=5012".
    #[arg(long, default_value = "")]
    object: String,
    /// Day; today when none is named.
    #[arg(long)]
    date: Option<Date>,
}

/// A proposal to accept.
#[derive(Debug, Args)]
pub struct AcceptArgs {
    /// Its number.
    proposal: i64,
    #[command(flatten)]
    entity: EntityArg,
    /// Its hash, as it was listed.
    #[arg(long)]
    sha256: String,
}

/// A proposal to reject.
#[derive(Debug, Args)]
pub struct RejectArgs {
    /// Its number.
    proposal: i64,
    #[command(flatten)]
    entity: EntityArg,
    /// Why.
    #[arg(long)]
    reason: String,
}

/// An account and its person.
#[derive(Debug, Args)]
pub struct TieArgs {
    /// Login of the user.
    login: String,
    /// A mark that the person's accounts share: an employment number.
    person: String,
}

/// Asks, lists and decides.
pub fn run(cli: &Cli, words: Words, command: &AccessCommand) -> Result<(), Ending> {
    let store = place::open(&cli.db)?;
    match command {
        AccessCommand::Explain(args) => explain(cli, words, &place::operator(&store, &args.entity.entity)?, args),
        AccessCommand::Conflicts => {
            let everywhere: Vec<(String, Cx)> = store
                .read(entities::all)?
                .into_iter()
                .map(|entity| (entity.code, place::operator_at(&store, entity.id)))
                .collect();
            conflict_list(cli, words, &everywhere)
        }
        AccessCommand::Breaches(entity) => breach_list(cli, words, &place::operator(&store, &entity.entity)?),
        AccessCommand::Rules => rules(cli, words, &place::operator_at(&store, EntityId(0))),
        AccessCommand::Proposals(entity) => proposals(cli, words, &place::operator(&store, &entity.entity)?),
        AccessCommand::Accept(args) => {
            let cx = place::operator(&store, &args.entity.entity)?;
            Ok(accept(&cx, None, args.proposal, &args.sha256, "")?)
        }
        AccessCommand::Reject(args) => {
            let cx = place::operator(&store, &args.entity.entity)?;
            Ok(reject(&cx, None, args.proposal, &args.reason)?)
        }
        AccessCommand::Tie(args) => {
            let cx = place::operator_at(&store, EntityId(0));
            Ok(tie_person(&cx, None, &args.login, &args.person)?)
        }
    }
}

fn explain(cli: &Cli, words: Words, cx: &Cx, args: &ExplainArgs) -> Result<(), Ending> {
    let typed = Typed {
        login: args.user.clone(),
        permission: args.may.clone(),
        object: args.object.clone(),
        day: args.date,
    };
    let found = match answer(cx, &typed) {
        Ok(found) => found,
        Err(Stop::Refused(Unreadable::Permission)) => {
            return Err(Ending::Usage(words.t("explain-permission-unknown")));
        }
        Err(Stop::Refused(Unreadable::Object)) => return Err(Ending::Usage(words.t("explain-object-unreadable"))),
        Err(Stop::Denied(denied)) => return Err(denied.into()),
        Err(Stop::Fault(fault)) => return Err(fault.into()),
    };
    let Some(explained) = found else {
        return Err(Ending::Usage(words.t("explain-user-unknown")));
    };
    let said = sentence(words, &explained);
    if cli.format == Format::Json {
        let told = kameral_identity::api::explanation_told(explained, said);
        let json = serde_json::to_value(&told).map_err(|error| Ending::Fault(error.to_string()))?;
        print_json(&json);
        return Ok(());
    }
    println!("{said}");
    for said in besides(words, &explained) {
        println!("{said}");
    }
    let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    let yes = |yes: bool| words.t(if yes { "explain-word-yes" } else { "explain-word-no" });
    let roles = explained.roles.iter().map(|role| {
        let by = role.given_by.clone().unwrap_or_else(|| words.t("explain-by-operator"));
        vec![
            role_name(words, &role.name),
            rows(role),
            day(role.valid_from),
            day(role.valid_to),
            format!("{} {by}", role.given_at.strftime("%Y-%m-%d")),
            standing(words, role),
            yes(role.gives),
            role.meets.map(yes).unwrap_or_default(),
        ]
    });
    let gap = "";
    println!("{gap}");
    let columns = vec![
        ("role", "explain-role"),
        ("rows", "explain-rows"),
        ("valid_from", "explain-from"),
        ("valid_to", "explain-to"),
        ("given", "explain-given"),
        ("standing", "explain-standing"),
        ("gives", "explain-gives"),
        ("meets", "explain-meets"),
    ];
    let rows = roles.collect();
    Listing { columns, rows }.print(cli, words);
    if !explained.duties.is_empty() {
        println!("{gap}");
        let duties = explained.duties.iter().map(|said| {
            vec![
                said.hit.rule.rule.clone(),
                said.hit.command.clone(),
                said.hit.by.clone(),
                said.hit.at.strftime("%Y-%m-%d %H:%M").to_string(),
                said.exception
                    .as_ref()
                    .map(|of| of.number.to_string())
                    .unwrap_or_default(),
            ]
        });
        let columns = vec![
            ("rule", "duty-rule"),
            ("command", "explain-act"),
            ("by", "explain-by"),
            ("at", "explain-at"),
            ("exception", "duty-exception"),
        ];
        let rows = duties.collect();
        Listing { columns, rows }.print(cli, words);
    }
    Ok(())
}

fn conflict_list(cli: &Cli, words: Words, everywhere: &[(String, Cx)]) -> Result<(), Ending> {
    let side = |roles: &[(String, String)]| {
        let roles = roles.iter().map(|(role, login)| format!("{role} ({login})"));
        roles.collect::<Vec<_>>().join(", ")
    };
    let mut rows = Vec::new();
    for (code, cx) in everywhere {
        let found = cx.read(Permission::UserManage, |tx| conflicts(tx, &cx.scope, cx.today))?;
        rows.extend(found.into_iter().map(|conflict| {
            let exception = conflict.exception.as_ref();
            vec![
                code.clone(),
                conflict.rule.rule,
                conflict.name,
                conflict.logins.join(", "),
                side(&conflict.first),
                side(&conflict.second),
                exception.map(|of| of.number.to_string()).unwrap_or_default(),
                exception.map(|of| of.valid_to.to_string()).unwrap_or_default(),
            ]
        }));
    }
    let columns = vec![
        ("entity", "cli-user-entity"),
        ("rule", "duty-rule"),
        ("name", "cli-name"),
        ("logins", "cli-user-login"),
        ("first", "conflict-first"),
        ("second", "conflict-second"),
        ("exception", "duty-exception"),
        ("exception_valid_to", "explain-to"),
    ];
    Listing { columns, rows }.print(cli, words);
    Ok(())
}

fn breach_list(cli: &Cli, words: Words, cx: &Cx) -> Result<(), Ending> {
    let found = cx.read(Permission::UserManage, |tx| breaches(tx, cx.entity()))?;
    let rows = found.into_iter().map(|breach| {
        vec![
            breach.at.strftime("%Y-%m-%d %H:%M").to_string(),
            breach.rule,
            breach.command,
            breach.subject,
            breach.by,
            breach.exception.map(|number| number.to_string()).unwrap_or_default(),
        ]
    });
    let columns = vec![
        ("at", "explain-at"),
        ("rule", "duty-rule"),
        ("command", "explain-act"),
        ("subject", "breach-subject"),
        ("by", "explain-by"),
        ("exception", "duty-exception"),
    ];
    let rows = rows.collect();
    Listing { columns, rows }.print(cli, words);
    Ok(())
}

fn rules(cli: &Cli, words: Words, cx: &Cx) -> Result<(), Ending> {
    let found = cx.read(Permission::UserManage, duty_rules)?;
    let rows = found.into_iter().map(|rule| {
        let active = words.t(if rule.active { "duty-on" } else { "duty-off" });
        let kind = rule.kind.word().to_owned();
        vec![
            rule.rule,
            kind,
            rule.first.join(" "),
            rule.second.join(" "),
            active,
            rule.name,
            rule.source,
        ]
    });
    let columns = vec![
        ("rule", "duty-code"),
        ("kind", "duty-kind"),
        ("first", "duty-first"),
        ("second", "duty-second"),
        ("active", "duty-state"),
        ("name", "duty-rule"),
        ("source", "duty-source"),
    ];
    let rows = rows.collect();
    Listing { columns, rows }.print(cli, words);
    Ok(())
}

fn proposals(cli: &Cli, words: Words, cx: &Cx) -> Result<(), Ending> {
    let found = cx.read(Permission::UserManage, |tx| list(tx, cx, false))?;
    let rows = found.into_iter().map(|of| {
        let hash = of.hash();
        let number = of.number.to_string();
        let valid_to = of.valid_to.to_string();
        vec![
            number,
            of.kind,
            of.subject,
            of.content,
            of.reason,
            of.proposed_by_name,
            valid_to,
            hash,
        ]
    });
    let columns = vec![
        ("proposal", "proposal-number"),
        ("kind", "duty-kind-of-change"),
        ("subject", "breach-subject"),
        ("content", "proposal-content"),
        ("reason", "proposal-reason"),
        ("proposed_by", "proposal-by"),
        ("valid_to", "proposal-valid-to"),
        ("sha256", "cli-outbox-sha256"),
    ];
    let rows = rows.collect();
    Listing { columns, rows }.print(cli, words);
    Ok(())
}
