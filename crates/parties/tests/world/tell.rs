//! What happened and what stands, in words a person can judge.

use kameral_access::Refusals;
use kameral_access::proposal::ProposalRefusal;
use kameral_base::{Arg, Refusal};
use kameral_parties::account::PayeeAccountVersion;
use kameral_parties::commands::PartyShown;
use kameral_parties::highlight::Highlight;
use kameral_parties::model::PartyVersion;
use kameral_parties::refusal::PartyRefusal;
use kameral_parties::store::{Change, Changed};
use kameral_store::Stop;

/// What stopped a command, each refusal on a line: name, field, and what is told of it.
pub fn outcome<T, R: Refusals + Told>(done: Result<T, Stop<R>>, tell: impl FnOnce(T) -> String) -> String {
    match done {
        Ok(done) => tell(done),
        Err(Stop::Refused(refusals)) => refusals.lines().join("\n"),
        Err(Stop::Denied(denied)) => format!("denied {}", denied.detail()),
        Err(Stop::Fault(fault)) => panic!("{fault}"),
    }
}

/// The same of a question.
pub fn told<T, R: Refusals + Told>(done: Result<T, Stop<R>>, tell: impl FnOnce(T) -> String) -> String {
    outcome(done, tell)
}

/// The lines of refusals.
pub trait Told {
    fn lines(&self) -> Vec<String>;
}

impl Told for Vec<PartyRefusal> {
    fn lines(&self) -> Vec<String> {
        self.iter().map(|refusal| one(refusal)).collect()
    }
}

impl Told for Vec<ProposalRefusal> {
    fn lines(&self) -> Vec<String> {
        self.iter().map(|refusal| one(refusal)).collect()
    }
}

impl Told for std::convert::Infallible {
    fn lines(&self) -> Vec<String> {
        match *self {}
    }
}

/// Every refusal on its line.
pub fn refusals(refusals: &[PartyRefusal]) -> String {
    refusals.iter().map(|refusal| one(refusal) + "\n").collect()
}

fn one(refusal: &dyn Refusal) -> String {
    let place = refusal.place();
    let line = place.line.map(|line| format!(" line {line}")).unwrap_or_default();
    let args = refusal.sentence().args.into_iter().map(|(name, arg)| match arg {
        Arg::Text(text) => format!(" {name}={text}"),
        Arg::Number(number) => format!(" {name}={number}"),
        other => format!(" {name}={other:?}"),
    });
    let severity = match refusal.severity() {
        kameral_base::Severity::Warning => "warned",
        kameral_base::Severity::Refused => "refused",
    };
    let field = place.field.unwrap_or_default();
    format!(
        "{severity} {} ({field}){line}{}",
        refusal.name(),
        args.collect::<String>()
    )
}

/// A version of a party on one line.
pub fn party(version: &PartyVersion) -> String {
    let party = &version.party;
    let roles: Vec<&str> = party.roles.iter().map(|role| role.word()).collect();
    let approved = version
        .saved
        .approved_by
        .as_ref()
        .map(|by| format!("+{}", by.1))
        .unwrap_or_default();
    let accepted = if version.accepted.is_empty() {
        String::new()
    } else {
        format!(" accepted={}", version.accepted)
    };
    let state = if party.state.word() == "active" { "" } else { " closed" };
    format!(
        "{} [{}] {} {}{state} by {}{approved}{accepted}",
        party.name,
        roles.join(" "),
        party.kind.word(),
        party.vat_treatment.word(),
        version.saved.by_name
    )
}

/// Versions of accounts, each on its line.
pub fn accounts(versions: &[PayeeAccountVersion]) -> Vec<String> {
    let told = versions.iter().map(|version| {
        let account = &version.account;
        let approved = version
            .saved
            .approved_by
            .as_ref()
            .map(|by| format!("+{}", by.1))
            .unwrap_or_default();
        let preferred = if account.preferred { " preferred" } else { "" };
        let ended = if account.in_use { "" } else { " ended" };
        let accepted = if version.accepted.is_empty() {
            String::new()
        } else {
            format!(" accepted={}", version.accepted)
        };
        format!(
            "account {} {} {} from {}{preferred}{ended} by {}{approved}{accepted}",
            account.account_no,
            account.route.kind().word(),
            account.route,
            version.valid_from,
            version.saved.by_name
        )
    });
    told.map(|line| line.replace('\u{a0}', " ")).collect()
}

/// A party with everything that holds of it.
pub fn shown(shown: &PartyShown) -> String {
    let mut lines = vec![party(&shown.version)];
    lines.extend(accounts(&shown.accounts));
    for block in shown.blocks.iter().filter(|block| block.stands) {
        lines.push(format!(
            "blocked {} ({}) by {}",
            block.what.word(),
            block.reason,
            block.by_name
        ));
    }
    lines.extend(shown.highlights.iter().map(|highlight| match highlight {
        Highlight::NewSupplier { on } => format!("! new supplier {on}"),
        Highlight::NewAccount { account_no, on } => format!("! new account {account_no} {on}"),
        Highlight::ChangedAccount { account_no, on } => format!("! changed account {account_no} {on}"),
    }));
    lines.join("\n")
}

/// A change of the register.
pub fn change(change: &Change) -> String {
    let what = match &change.changed {
        Changed::Party { valid_from } => format!("party from {valid_from}"),
        Changed::Account { account_no, valid_from } => format!("account {account_no} from {valid_from}"),
        Changed::Block { what, stands } => format!("block {} {stands}", what.word()),
    };
    let approved = change
        .approved_by_name
        .as_ref()
        .map(|name| format!("+{name}"))
        .unwrap_or_default();
    format!(
        "{} {} {what} by {}{approved}",
        change.change_no, change.party, change.by_name
    )
}
