//! A question about somebody's rights as it is typed, and its answer in words.

use kameral_access::explain::{Answered, Explanation, Question, RoleSaid, Standing, explain};
use kameral_access::{Cx, Permission, RoleName, RowCondition};
use kameral_base::{Arg, Date};
use kameral_ledger::reach;
use kameral_ledger::store::model;
use kameral_store::Stop;
use kameral_ui::{Language, Words};

/// A question as it is typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Typed {
    /// Login.
    pub login: String,
    /// Code of a permission.
    pub permission: String,
    /// `draft:12`, a thing as history names it; or `value ORG=120 KONTO=5012`, a row; or nothing.
    pub object: String,
    /// The day; today when none is said.
    pub day: Option<Date>,
}

/// What cannot be read of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unreadable {
    /// There is no such permission.
    Permission,
    /// A row is written as dimensions with their values.
    Object,
}

/// Why there is no answer.
pub type NoAnswer = Stop<Unreadable>;

/// Answers a question at the entity at hand; none when there is no such user.
pub fn answer(cx: &Cx, typed: &Typed) -> Result<Option<Explanation>, NoAnswer> {
    let permission = Permission::from_code(typed.permission.trim()).ok_or(Stop::Refused(Unreadable::Permission))?;
    let day = typed.day.unwrap_or(cx.today);
    let object = typed.object.trim();
    let row = object
        .strip_prefix("value ")
        .or_else(|| object.contains('=').then_some(object));
    let question = Question {
        login: typed.login.clone(),
        permission,
        command: None,
        subject: (row.is_none() && !object.is_empty()).then(|| subject(object)),
        day,
    };
    let never = |stop: Stop<std::convert::Infallible>| stop.map(|never| match never {});
    let Some(row) = row else {
        return explain(cx, &question, None).map_err(never);
    };
    let values: Option<Vec<(String, String)>> = row
        .split_whitespace()
        .map(|word| {
            word.split_once('=')
                .map(|(dimension, value)| (dimension.to_owned(), value.to_owned()))
        })
        .collect();
    let values = values.filter(|values| !values.is_empty());
    let values = values.ok_or(Stop::Refused(Unreadable::Object))?;
    let model = cx.store.read(|tx| {
        tx.for_entities(cx.scope.entities())?;
        model::load(tx, cx)
    })?;
    // What is written may say nothing where nothing need be said; what is read must say what is asked for.
    let meets = |condition: &RowCondition| {
        kameral_reports::row_meets(&model, condition, &values, day)
            || (!permission.reads() && reach::passes_silent(&model, condition, &values, day))
    };
    explain(cx, &question, Some(&meets)).map_err(never)
}

/// `draft:12` is the draft that history calls `draft 12`; `user:eva` is `eva`, `voucher:A-2026-1` is
/// `A-2026-1`; anything else is as it is written.
fn subject(object: &str) -> String {
    match object.split_once(':') {
        Some(("draft", number)) => format!("draft {number}"),
        Some(("user" | "voucher" | "period", named)) => named.to_owned(),
        _ => object.to_owned(),
    }
}

/// The answer in one sentence.
pub fn sentence(words: Words, explained: &Explanation) -> String {
    let key = match explained.answer {
        Answered::Yes => "explain-yes",
        Answered::YesByException { .. } => "explain-yes-by-exception",
        Answered::Inactive => "explain-inactive",
        Answered::NoLicence => "explain-no-licence",
        Answered::NoRole => "explain-no-role",
        Answered::NoPermission => "explain-no-permission",
        Answered::NoRow { .. } if explained.question.permission.reads() => "explain-no-row",
        Answered::NoRow { .. } => "explain-beyond-reach",
        Answered::Duty { .. } => "explain-duty",
    };
    let of_answer = match &explained.answer {
        Answered::YesByException { exception } => exception.to_string(),
        Answered::Duty { rule } => rule.clone(),
        Answered::NoRow { rows } => rows.clone(),
        _ => String::new(),
    };
    let args = [
        ("name", Arg::Text(explained.user.name.clone())),
        (
            "permission",
            Arg::Text(words.t(explained.question.permission.text_key())),
        ),
        ("day", Arg::Date(explained.question.day)),
        ("what", Arg::Text(of_answer)),
    ];
    words.t_args(key, &args)
}

/// What else is asked for, a sentence each: two persons, a second factor, a proof; and for whom the user
/// may act.
pub fn besides(words: Words, explained: &Explanation) -> Vec<String> {
    let mut said: Vec<String> = Vec::new();
    for kind in &explained.takes_two {
        said.push(words.t_args("explain-takes-two", &[("what", words.t(kind).into())]));
    }
    if !explained.second_factor.is_empty() {
        let roles = explained.roles.iter();
        let asking = roles.filter(|role| explained.second_factor.contains(&role.role));
        let mut names: Vec<String> = asking.map(|role| role_name(words, &role.name)).collect();
        names.dedup();
        said.push(words.t_args("explain-second-factor", &[("roles", names.join(", ").into())]));
    }
    if explained.proof_again {
        said.push(words.t("explain-proof-again"));
    }
    for of in &explained.on_behalf {
        let key = if of.gives { "explain-for-yes" } else { "explain-for-no" };
        said.push(words.t_args(key, &[("name", of.name.clone().into())]));
    }
    said
}

/// What a role is called.
pub fn role_name(words: Words, name: &RoleName) -> String {
    match words.language() {
        Language::En if !name.name_en.is_empty() => name.name_en.clone(),
        _ => name.name.clone(),
    }
}

/// Whether a role counts on the day, in words.
pub fn standing(words: Words, role: &RoleSaid) -> String {
    words.t(match role.standing {
        Standing::Holds => "explain-standing-holds",
        Standing::NotYet => "explain-standing-not-yet",
        Standing::Ended => "explain-standing-ended",
        Standing::Taken => "explain-standing-taken",
    })
}

/// For which rows a role is held; empty is every one.
pub fn rows(role: &RoleSaid) -> String {
    let told = role.conditions.iter();
    let told: Vec<String> = told.map(|of| format!("{}={}", of.dimension, of.pattern)).collect();
    told.join(" ")
}
