//! Words about separation of duties and proposals.

use kameral_access::duty::{
    DutyKind, DutyRule, FourEyesRow, breaches, conflicts, end_exception, exceptions, load_standard, tie_person,
};
use kameral_access::proposal::{self, NewProposal, accept, propose, reject, withdraw};
use kameral_access::{Act, Cx, Permission, UserRefusal};
use kameral_store::Stop;

use super::{World, answer};

pub fn rule(world: &World, words: &[&str]) -> String {
    let (mut rules, mut kinds) = (Vec::new(), Vec::new());
    match words {
        ["två", "personer", all @ ..] => kinds.extend(all.iter().map(|kind| FourEyesRow {
            kind: (*kind).to_owned(),
            takes_two: true,
        })),
        ["regel", rule, kind, sides @ ..] => {
            let of_installation = sides.last() == Some(&"installation");
            let sides = &sides[..sides.len() - usize::from(of_installation)];
            let middle = sides.iter().position(|word| *word == "/").expect("two sides");
            let codes = |side: &[&str]| side.iter().map(ToString::to_string).collect();
            rules.push(DutyRule {
                rule: (*rule).to_owned(),
                kind: if *kind == "kommandon" {
                    DutyKind::Acts
                } else {
                    DutyKind::Permissions
                },
                first: codes(&sides[..middle]),
                second: codes(&sides[middle + 1..]),
                permission: (*kind == "kommandon").then_some(Permission::BooksRead),
                of_installation,
                active: true,
                valid_from: None,
                valid_to: None,
                name: (*rule).to_owned(),
                name_en: String::new(),
                source: "SEC-25".to_owned(),
            });
        }
        other => panic!("{other:?}?"),
    }
    let loaded = world.store.write(|tx| {
        let loaded = load_standard(tx, &rules, &kinds, world.now)?;
        Ok::<_, Stop<std::convert::Infallible>>(loaded)
    });
    format!("{} nya", loaded.unwrap())
}

pub fn list(cx: &Cx, what: &str) -> String {
    let told = cx.read(Permission::UserManage, |tx| {
        Ok(match what {
            "konflikter" => conflicts(tx, &cx.scope, cx.today)?
                .iter()
                .map(|conflict| {
                    let roles = |side: &[(String, String)]| {
                        let roles = side.iter().map(|(role, login)| format!("{role}@{login}"));
                        roles.collect::<Vec<_>>().join(" ")
                    };
                    let exception = conflict.exception.as_ref().map(|of| format!("undantag {}", of.number));
                    format!(
                        "{} ; {} ; {} ; {} ; {}",
                        conflict.rule.rule,
                        conflict.logins.join(" "),
                        roles(&conflict.first),
                        roles(&conflict.second),
                        exception.unwrap_or_default()
                    )
                })
                .collect::<Vec<_>>(),
            "avsteg" => breaches(tx, cx.entity())?
                .iter()
                .map(|of| {
                    let exception = of
                        .exception
                        .map_or("drift".to_owned(), |number| format!("undantag {number}"));
                    format!(
                        "{} ; {} ; {} ; {} ; {exception}",
                        of.rule, of.command, of.subject, of.by
                    )
                })
                .collect(),
            "undantag" => exceptions(tx, &cx.scope)?
                .iter()
                .map(|of| {
                    let ended = of.ended_by.as_ref().map(|by| format!("avslutat av {by}"));
                    let days = format!("{}–{}", of.valid_from, of.valid_to);
                    let by = format!("{} och {}", of.proposed_by, of.accepted_by);
                    let ended = ended.unwrap_or_default();
                    format!(
                        "{} ; {} ; {} ; {days} ; {} ; {by} ; {ended}",
                        of.number, of.rule, of.login, of.control
                    )
                })
                .collect(),
            _ => proposal::list(tx, cx, true)?
                .iter()
                .map(|of| {
                    let by = of.decided_by_name.clone().unwrap_or_default();
                    let (state, said) = (of.state.word(), of.decision.clone().unwrap_or_default());
                    let from = &of.proposed_by_name;
                    format!(
                        "{} ; {} ; {} ; {from} ; {} ; {state} ; {by} ; {said}",
                        of.number, of.kind, of.subject, of.reason
                    )
                })
                .collect(),
        })
    });
    let told: Vec<String> = told
        .unwrap()
        .iter()
        .map(|line| format!("| {line}").trim_end().to_owned())
        .collect();
    if told.is_empty() {
        "inga".to_owned()
    } else {
        told.join("\n")
    }
}

/// Numbers of the open proposals.
pub fn open_proposals(cx: &Cx) -> Vec<i64> {
    let open = cx.read(Permission::UserManage, |tx| proposal::list(tx, cx, false));
    open.unwrap().iter().map(|of| of.number).rev().collect()
}

pub fn act_of(cx: &Cx, act: &[&str]) -> String {
    match act {
        ["gör", command, "på", subject @ ..] => {
            let command: &'static str = (*command).to_owned().leak();
            let act = Act::new(Permission::BooksRead, command, subject.join(" "));
            answer(cx.write(act, |_| Ok::<_, Stop<Vec<UserRefusal>>>(())), |()| {
                "ja".to_owned()
            })
        }
        ["föreslår", kind, content, rest @ ..] => {
            let valid_to = rest.iter().position(|word| *word == "till").map(|at| rest[at + 1]);
            let new = NewProposal {
                kind: (*kind).to_owned(),
                content: (*content).to_owned(),
                reason: if rest.contains(&"utan") { "" } else { "behövs" }.to_owned(),
                valid_to: valid_to.map(|day| day.parse().unwrap()),
            };
            answer(propose(cx, None, &new), |number| format!("förslag {number}"))
        }
        ["godtar", number, seen @ ..] => {
            let number = number.parse().unwrap();
            let reading = if cx.may(Permission::BooksRead) {
                Permission::BooksRead
            } else {
                Permission::UserManage
            };
            let found = cx.read(reading, |tx| proposal::find(tx, cx, number));
            let hash = found.ok().flatten().map(|found| found.hash()).unwrap_or_default();
            let seen = seen.first().map_or(hash, |seen| (*seen).to_owned());
            answer(accept(cx, None, number, &seen, ""), |()| "ja".to_owned())
        }
        ["avslår", number, reason @ ..] => {
            let done = reject(cx, None, number.parse().unwrap(), &reason.join(" "));
            answer(done, |()| "ja".to_owned())
        }
        ["återtar", number] => answer(withdraw(cx, None, number.parse().unwrap()), |()| "ja".to_owned()),
        ["avslutar", "undantag", number] => {
            answer(end_exception(cx, None, number.parse().unwrap()), |()| "ja".to_owned())
        }
        ["knyter", login, "till", person] => answer(tie_person(cx, None, login, person), |()| "ja".to_owned()),
        other => panic!("{other:?}?"),
    }
}
