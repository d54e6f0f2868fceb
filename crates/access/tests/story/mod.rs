//! Stories of who may do what, told and checked in one text.
//!
//! A line is a wish, `→` and what came of it; lines that begin with `|` are a longer answer. The
//! wishes of the expected text are carried out on each engine, and the text is written anew.
//!
//! ```text
//! roll ekonom books.read voucher.post       what a role permits
//! operatör lägger upp anna korrekt-häst-batteri
//! operatör ger anna ekonom ORG=12* från 2026-01-01 till 2026-12-31
//! operatör tar anna 1                       the held role with that number
//! operatör lägger till integration lon
//! operatör byter anna rätt-häst-batteri     password
//! operatör stänger anna / öppnar anna       may not, may sign in
//! operatör begränsar anna / häver begränsning 1
//! anna loggar in korrekt-häst-batteri från 192.0.2.1
//! anna@2 bokför / läser / rättigheter       at entity 2; without @ at entity 1
//! 31 minuter går
//! historik 1
//! ändringar role                         what was changed in a register
//! regel NAMN behörigheter user.manage / voucher.post
//! regel NAMN kommandon draft.save / draft.post        with `installation` for what belongs to all
//! två personer role.give
//! anna gör draft.save på draft 1        a command on a thing, with books.read
//! anna gör roll läsare books.read utan_faktor
//! anna läser in lasare:books.read,report.run bokforare:voucher.post      roles of a file, from its second line
//! anna föreslår role.give {"login":"bo","role":"ekonom"}
//! bo väntar                              how many proposals wait for him
//! bo godtar 1 / avslår 1 nej / anna återtar 1
//! operatör knyter anna till 1001        a natural person
//! konflikter 1 / avsteg 1 / undantag 1 / förslag 1
//! ```

#![allow(dead_code, reason = "each test file uses its part")]

pub mod duties;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt::Write as _;

use expect_test::Expect;
use jiff::SignedDuration;
use kameral_access::personal::{ProtectionKind, lift, protect};
use kameral_access::proposal::waiting;
use kameral_access::{
    Act, Cx, GrantDecision, HashCost, HistoryFilter, HistoryLine, LicenceNumber, MIGRATIONS, NewUser, Password,
    Permission, Refusals, RoleChange, RoleGrant, RoleLine, RoleRow, Rows, Session, SignIn, SubstituteGrant, UserClass,
    UserRefusal, add_robot, add_user, appoint_substitute, assign_licence, end_substitute, give_role, give_role_at,
    history, import_roles, move_licence, save_role, set_active, set_is_person, set_licence_number, set_password,
    set_roles, sign_in, take_role, users,
};
use kameral_base::{Date, EntityId, Refusal as _, Timestamp};
use kameral_store::testing::each_migrated;
use kameral_store::{Stop, Store};

/// Hashing that costs nothing, for tests only.
pub const FAST: HashCost = HashCost {
    memory_kib: 8,
    passes: 1,
    lanes: 1,
};

/// Carries out a story on each engine, and compares what both tell.
pub fn check(story: Expect) {
    let told_by_each = RefCell::new(Vec::new());
    each_migrated(&[MIGRATIONS], |store| {
        let mut world = World::new(store);
        let mut told = String::new();
        for line in story.data.lines().map(str::trim) {
            if line.starts_with('|') {
                continue;
            }
            let wish = line.split(" →").next().unwrap_or_default();
            match world.hear(wish) {
                Some(answer) if answer.starts_with('|') => {
                    writeln!(told, "{wish}\n{answer}").unwrap();
                }
                Some(answer) => writeln!(told, "{wish} → {answer}").unwrap(),
                None => writeln!(told, "{wish}").unwrap(),
            }
        }
        told_by_each.borrow_mut().push(format!("{}\n", told.trim()));
    });
    let told_by_each = told_by_each.into_inner();
    for told in &told_by_each[1..] {
        assert_eq!(*told, told_by_each[0], "the engines tell different stories");
    }
    story.assert_eq(&told_by_each[0]);
}

/// A database, a clock, and what browsers keep.
pub struct World {
    pub store: Store,
    pub now: Timestamp,
    /// By login and address: the session's token, and the browser's mark.
    pub browsers: BTreeMap<(String, String), (String, String)>,
    /// The browser each login used last.
    pub at: BTreeMap<String, String>,
}

impl World {
    pub fn new(store: &Store) -> Self {
        let now = "2026-03-02T08:00:00Z".parse().unwrap();
        Self {
            store: store.clone(),
            now,
            browsers: BTreeMap::new(),
            at: BTreeMap::new(),
        }
    }

    pub fn today(&self) -> Date {
        self.now.to_zoned(jiff::tz::TimeZone::UTC).date()
    }

    pub fn operator(&self, entity: i64) -> Cx {
        Cx::operator(self.store.clone(), "drift", EntityId(entity), self.today(), self.now)
    }

    /// The session a login used last.
    pub fn session(&self, login: &str) -> Option<Session> {
        let address = self.at.get(login)?;
        let (token, _) = self.browsers.get(&(login.to_owned(), address.clone()))?;
        Session::find(&self.store, token, self.now).unwrap()
    }

    /// `anna@2`, `operatör`: an actor at an entity, or why there is none.
    pub fn actor(&self, who: &str) -> Result<Cx, String> {
        let (login, entity) = who.split_once('@').unwrap_or((who, "1"));
        let entity = entity.parse().expect("an entity's number");
        if login == "operatör" {
            return Ok(self.operator(entity));
        }
        let session = self.session(login).ok_or("inte inloggad")?;
        let cx = session
            .cx(&self.store, EntityId(entity), self.today(), self.now)
            .unwrap();
        cx.ok_or_else(|| "möter inte företaget".to_owned())
    }

    pub fn hear(&mut self, wish: &str) -> Option<String> {
        let words: Vec<&str> = wish.split_whitespace().collect();
        Some(match words.as_slice() {
            [] => return None,
            [hash, ..] if hash.starts_with('#') => return None,
            [count, unit, "går"] => {
                let count: i64 = count.parse().unwrap();
                self.now += match *unit {
                    "sekunder" => SignedDuration::from_secs(count),
                    "minuter" => SignedDuration::from_mins(count),
                    "timmar" => SignedDuration::from_hours(count),
                    "dagar" => SignedDuration::from_hours(24 * count),
                    other => panic!("{other}?"),
                };
                return None;
            }
            ["roll", role, permissions @ ..] => self.role(role, permissions),
            [login, "loggar", "in", password, rest @ ..] => {
                let address = after(rest, "från").unwrap_or("192.0.2.1");
                self.sign_in(login, password, address, rest.contains(&"nytt"))
            }
            [login, "loggar", "ut"] => match self.session(login) {
                None => "inte inloggad".to_owned(),
                Some(session) => ok(session.sign_out(&self.store, self.now)),
            },
            ["regel", ..] | ["två", "personer", ..] => duties::rule(self, &words),
            ["konflikter" | "avsteg" | "undantag" | "förslag", entity] => {
                duties::list(&self.operator(entity.parse().unwrap()), words[0])
            }
            [login, "arbetar", "för", principal] => self.act_for(login, principal),
            ["ändringar", register] => self.changes(register),
            ["historik", entity] => self.history(entity.parse().unwrap()),
            [who, act @ ..] => match self.actor(who) {
                Ok(cx) => act_of(&cx, act),
                Err(none) => none,
            },
        })
    }

    fn role(&self, role: &str, permissions: &[&str]) -> String {
        let row = RoleRow {
            role: role.to_owned(),
            name: role.to_owned(),
            name_en: String::new(),
            description: String::new(),
            permissions: permissions.iter().map(ToString::to_string).collect(),
        };
        answer(self.store.write(|tx| set_roles(tx, std::slice::from_ref(&row))), |()| {
            "ja".to_owned()
        })
    }

    pub fn sign_in(&mut self, login: &str, password: &str, address: &str, new_browser: bool) -> String {
        let key = (login.to_owned(), address.to_owned());
        let browser = self.browsers.get(&key).filter(|_| !new_browser);
        let attempt = SignIn {
            login,
            password: &Password::new(password),
            address: address.parse().unwrap(),
            agent: "Provbläddraren 1.0",
            device: browser.map(|(_, device)| device.as_str()),
            former: browser.map(|(token, _)| token.as_str()),
        };
        match sign_in(&self.store, FAST, &attempt, self.now) {
            Ok(signed_in) => {
                let (token, device) = (signed_in.token.reveal(), signed_in.device.reveal());
                self.browsers.insert(key, (token.to_owned(), device.to_owned()));
                self.at.insert(login.to_owned(), address.to_owned());
                "inloggad".to_owned()
            }
            Err(Stop::Refused(refusal)) => format!("nekad {refusal:?}"),
            Err(stop) => panic!("{stop:?}"),
        }
    }

    /// Chooses for whom a login acts; `sig` is for nobody else.
    fn act_for(&self, login: &str, principal: &str) -> String {
        let Some(mut session) = self.session(login) else {
            return "inte inloggad".to_owned();
        };
        let principal = (principal != "sig").then(|| {
            let all = self.store.read(|tx| users(tx, &self.operator(0).scope)).unwrap();
            all.into_iter().find(|user| user.login == principal).unwrap().id
        });
        let done = session.act_for(&self.store, principal, self.today(), self.now).unwrap();
        (if done { "ja" } else { "nej" }).to_owned()
    }

    pub fn lines(&self, entity: i64, filter: &HistoryFilter) -> Vec<HistoryLine> {
        let cx = self.operator(entity);
        let page = cx.read(Permission::BooksRead, |tx| {
            history::page(tx, &cx.scope, filter, None, 100)
        });
        let mut lines = page.unwrap().lines;
        lines.reverse();
        lines
    }

    /// What was changed in a register at entity 1, line by line.
    fn changes(&self, register: &str) -> String {
        let cx = self.operator(1);
        let mut told = Vec::new();
        for line in self.lines(1, &HistoryFilter::default()) {
            let read = cx.read(Permission::BooksRead, |tx| history::one(tx, &cx.scope, line.seq));
            let (_, changes) = read.unwrap().expect("a line that was listed");
            for change in changes.iter().filter(|change| change.register == register) {
                let of = |value: &Option<String>| value.clone().unwrap_or_else(|| "–".to_owned());
                let (before, after) = (of(&change.before), of(&change.after));
                told.push(format!("| {} {}: {before} → {after}", change.object, change.field));
            }
        }
        told.join("\n")
    }

    fn history(&self, entity: i64) -> String {
        let lines = self.lines(entity, &HistoryFilter::default());
        let told = lines.iter().map(|line| {
            let parts = [
                line.seq.to_string(),
                line.at.strftime("%H:%M").to_string(),
                line.actor.clone(),
                line.role.clone(),
                line.channel.clone(),
                line.command.clone(),
                line.subject.clone(),
                line.outcome.word().to_owned(),
                line.detail.clone(),
            ];
            format!("| {}", parts.join(" ; ").trim_end())
        });
        told.collect::<Vec<_>>().join("\n")
    }
}

fn act_of(cx: &Cx, act: &[&str]) -> String {
    let text = |text: &&str| (*text).to_owned();
    match act {
        ["lägger", "upp", login, password, name @ ..] => {
            let name = if name.is_empty() {
                login.to_uppercase()
            } else {
                name.join(" ")
            };
            let new = NewUser {
                login: text(login),
                name,
                password: Password::new(*password),
                language: "sv".to_owned(),
            };
            answer(add_user(cx, None, FAST, &new), |user| format!("användare {}", user.id))
        }
        ["lägger", "till", "integration", login] => answer(add_robot(cx, None, login, "Integration"), |user| {
            format!("användare {user}")
        }),
        ["ger", login, role, rest @ ..] => {
            let conditions = rest.iter().filter_map(|word| word.split_once('='));
            let entity = after(rest, "i").map_or(cx.entity(), |entity| EntityId(entity.parse().unwrap()));
            let grant = RoleGrant {
                login: text(login),
                entity,
                role: text(role),
                conditions: conditions
                    .map(|(dimension, pattern)| (dimension.to_owned(), pattern.to_owned()))
                    .collect(),
                valid_from: after(rest, "från").map(|day| day.parse().unwrap()),
                valid_to: after(rest, "till").map(|day| day.parse().unwrap()),
                decision: decision(rest),
            };
            if rest.contains(&"överallt") {
                let entities = [EntityId(1), EntityId(2), EntityId(3)];
                return answer(give_role_at(cx, None, &grant, &entities), |numbers| {
                    format!("roll nummer {numbers:?}")
                });
            }
            answer(give_role(cx, None, &grant), |number| format!("roll nummer {number}"))
        }
        ["tar", login, grant] => answer(take_role(cx, None, login, grant.parse().unwrap()), |()| "ja".to_owned()),
        ["byter", login, password] => answer(set_password(cx, FAST, login, &Password::new(*password)), |()| {
            "ja".to_owned()
        }),
        ["gör", "roll", role, rest @ ..] => {
            let change = RoleChange {
                row: RoleRow {
                    role: text(role),
                    name: (*role).to_owned(),
                    name_en: String::new(),
                    description: String::new(),
                    permissions: rest.iter().filter(|word| word.contains('.')).map(text).collect(),
                },
                reports: rest
                    .iter()
                    .filter(|word| !word.contains('.') && !word.ends_with("_faktor"))
                    .map(text)
                    .collect(),
                second_factor: rest
                    .iter()
                    .find(|word| word.ends_with("_faktor"))
                    .map(|word| *word == "med_faktor"),
            };
            answer(save_role(cx, None, &change), |()| "ja".to_owned())
        }
        ["läser", "in", roles @ ..] => {
            let lines = roles.iter().zip(2_u32..).map(|(role, line)| {
                let (code, permissions) = role.split_once(':').expect("role:permission,permission");
                RoleLine {
                    line,
                    change: RoleChange {
                        row: RoleRow {
                            role: code.to_owned(),
                            name: code.to_owned(),
                            name_en: String::new(),
                            description: String::new(),
                            permissions: permissions.split(',').map(str::to_owned).collect(),
                        },
                        reports: Vec::new(),
                        second_factor: None,
                    },
                }
            });
            match import_roles(cx, None, "roller.csv", &lines.collect::<Vec<_>>()) {
                Ok(done) => format!(
                    "nya {:?}, ändrade {:?}, lika {}",
                    done.added, done.changed, done.unchanged
                ),
                Err(Stop::Refused(why)) => {
                    let told = why
                        .iter()
                        .map(|of| format!("{} {}", of.place().line.unwrap_or(0), of.name()));
                    format!("nekad {}", told.collect::<Vec<_>>().join(", "))
                }
                stopped => answer(stopped, |_| String::new()),
            }
        }
        ["väntar"] => {
            let counted = cx.store.read(|tx| {
                tx.for_entities(&[cx.entity()])?;
                waiting(tx, cx)
            });
            counted.unwrap().to_string()
        }
        ["utser", login, "för", principal, rest @ ..] => {
            let grant = SubstituteGrant {
                login: text(login),
                principal: text(principal),
                roles: after(rest, "som")
                    .map(|roles| roles.split('+').map(str::to_owned).collect())
                    .unwrap_or_default(),
                valid_from: after(rest, "från").map_or(cx.today, |day| day.parse().unwrap()),
                valid_to: after(rest, "till").map_or(cx.today, |day| day.parse().unwrap()),
                decision: decision(rest),
            };
            answer(appoint_substitute(cx, None, &grant), |number| {
                format!("ersättare {number}")
            })
        }
        ["begränsar", login] => {
            let kind = ProtectionKind::RestrictedUser;
            answer(protect(cx, None, kind, "", login, "Begäran 2026/18"), |set| {
                format!("begränsning {}", set.number)
            })
        }
        ["häver", "begränsning", number] => {
            let number = number.parse().unwrap();
            answer(lift(cx, None, true, number, "Prövad"), |()| "ja".to_owned())
        }
        ["avslutar", "ersättare", number] => {
            answer(end_substitute(cx, None, number.parse().unwrap()), |()| "ja".to_owned())
        }
        ["antal", class, persons, rest @ ..] => {
            let number = LicenceNumber {
                class: UserClass::from_word(class).unwrap(),
                valid_from: after(rest, "från").map_or(cx.today, |day| day.parse().unwrap()),
                persons: persons.parse().ok(),
            };
            answer(set_licence_number(cx, None, &number), |()| "ja".to_owned())
        }
        ["licens", class, login, rest @ ..] => {
            let from = after(rest, "från").map_or(cx.today, |day| day.parse().unwrap());
            let class = UserClass::from_word(class).unwrap();
            answer(assign_licence(cx, None, login, class, from), |number| {
                format!("licens {number}")
            })
        }
        ["flyttar", "licens", number, rest @ ..] => {
            let from = after(rest, "från").map_or(cx.today, |day| day.parse().unwrap());
            let moved = move_licence(cx, None, number.parse().unwrap(), after(rest, "till"), from);
            answer(moved, |number| format!("licens {number:?}"))
        }
        [login, "är", "integration"] => answer(set_is_person(cx, None, login, false), |()| "ja".to_owned()),
        ["rapport", report] => (if cx.may_run(report) { "ja" } else { "nej" }).to_owned(),
        ["stänger", login] => answer(set_active(cx, None, login, false), |()| "ja".to_owned()),
        ["öppnar", login] => answer(set_active(cx, None, login, true), |()| "ja".to_owned()),
        ["bokför", subject @ ..] => {
            let act = Act::new(Permission::VoucherPost, "voucher.post", subject.join(" "));
            answer(cx.write(act, |_| Ok::<_, Stop<Vec<UserRefusal>>>(())), |()| {
                "ja".to_owned()
            })
        }
        ["bokför_fel", subject] => {
            let act = Act::new(Permission::VoucherPost, "voucher.post", *subject);
            let wrong = || vec![UserRefusal::NameMissing, UserRefusal::OwnAccount];
            answer(cx.write(act, |_| Err::<(), _>(Stop::Refused(wrong()))), |()| {
                "ja".to_owned()
            })
        }
        ["läser"] => match cx.read(Permission::BooksRead, |_| Ok(())) {
            Ok(()) => rows(cx.scope.rows()),
            Err(Stop::Denied(denied)) => match denied.because {
                None => format!("saknar {}", denied.permission),
                Some(because) => format!("hindras av {}", because.name),
            },
            Err(other) => panic!("{other:?}"),
        },
        ["rättigheter"] => {
            let codes: Vec<&str> = cx.permissions().map(Permission::code).collect();
            format!("{}: {}", cx.actor.role, codes.join(" "))
        }
        other => duties::act_of(cx, other),
    }
}

/// `beslut X`, or one that is always there; `obeslutad` is none.
fn decision(rest: &[&str]) -> GrantDecision {
    let reference = if rest.contains(&"obeslutad") {
        ""
    } else {
        after(rest, "beslut").unwrap_or("dnr 1")
    };
    GrantDecision {
        reference: reference.to_owned(),
        on: after(rest, "den").map_or_else(|| "2026-01-01".parse().unwrap(), |day| day.parse().unwrap()),
    }
}

/// What came of a command, in words.
pub fn answer<T, R: Refusals>(done: Result<T, Stop<R>>, yes: impl Fn(T) -> String) -> String {
    match done {
        Ok(done) => yes(done),
        Err(Stop::Refused(refusals)) => format!("nekad {}", refusals.names().join(" ")),
        Err(Stop::Denied(denied)) => match denied.because {
            None => format!("saknar {}", denied.permission),
            Some(because) => format!("hindras av {}", because.name),
        },
        Err(Stop::Fault(fault)) => panic!("{fault}"),
    }
}

fn rows(rows: &Rows) -> String {
    let Rows::AnyOf(alternatives) = rows else {
        return "allt".to_owned();
    };
    let told = alternatives.iter().map(|all| {
        let all = all
            .iter()
            .map(|condition| format!("{}={}", condition.dimension, condition.pattern));
        all.collect::<Vec<_>>().join(" och ")
    });
    format!("rader där {}", told.collect::<Vec<_>>().join(" eller "))
}

fn ok<E: std::fmt::Debug>(done: Result<(), E>) -> String {
    done.unwrap();
    "ja".to_owned()
}

fn after<'w>(words: &[&'w str], before: &str) -> Option<&'w str> {
    let at = words.iter().position(|word| *word == before)?;
    words.get(at + 1).copied()
}

/// A world where Anna, who keeps books in entity 1, is signed in at 192.0.2.1.
pub fn with_anna(store: &Store) -> World {
    let mut world = World::new(store);
    world.hear("roll ekonom books.read voucher.post");
    world.hear("operatör lägger upp anna korrekt-häst-batteri Anna Ek");
    world.hear("operatör ger anna ekonom");
    assert_eq!(
        world.sign_in("anna", "korrekt-häst-batteri", "192.0.2.1", false),
        "inloggad"
    );
    world
}
