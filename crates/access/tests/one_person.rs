//! Stories of what one natural person could have done alone, and does not: loosen their own accounts from each
//! other, stand in for somebody unseen, hold by two ways what a rule keeps apart (SEC-25, SEC-09).

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

use crate::story;

use expect_test::expect;
use kameral_access::duty::duty_rules;
use kameral_access::{HistoryFilter, MIGRATIONS};
use kameral_store::Stop;
use kameral_store::testing::each_migrated;
use story::{World, check};

/// SEC-25: nobody says of their own accounts whose they are, by whichever of them they act; another mark instead of
/// one that is there takes two, and a user of another agency is let be.
#[test]
fn one_person_does_not_make_themselves_two() {
    check(expect![[r#"
        roll förvaltare books.read user.manage → ja
        operatör lägger upp siv korrekt-häst-batteri Siv Lund → användare 1
        operatör lägger upp siv2 korrekt-häst-batteri Siv Lund → användare 2
        operatör lägger upp ulf korrekt-häst-batteri Ulf Berg → användare 3
        operatör lägger upp eva korrekt-häst-batteri Eva Ek → användare 4
        operatör lägger upp kaj korrekt-häst-batteri Kaj Ros → användare 5
        operatör ger siv förvaltare → roll nummer 1
        operatör ger siv2 förvaltare → roll nummer 2
        operatör ger ulf förvaltare → roll nummer 3
        operatör@2 ger eva förvaltare → roll nummer 4
        operatör knyter siv till 1001 → ja
        operatör knyter siv2 till 1001 → ja
        siv loggar in korrekt-häst-batteri → inloggad
        siv2 loggar in korrekt-häst-batteri → inloggad
        ulf loggar in korrekt-häst-batteri → inloggad
        siv knyter siv2 till 1002 → hindras av four_eyes:duty.person
        siv knyter siv2 till 1001 → nekad own_account_tied
        siv föreslår duty.person {"login":"siv2","person":"1002"} → nekad own_account_tied
        siv knyter eva till 1003 → nekad user_elsewhere
        siv knyter kaj till 1003 → ja
        siv knyter kaj till 1003 → ja
        siv knyter kaj till 1004 → hindras av four_eyes:duty.person
        siv föreslår duty.person {"login":"kaj","person":"1004"} → förslag 1
        siv2 godtar 1 → nekad own_proposal
        ulf godtar 1 → ja
        # Nor does the other one agree on it.
        ulf föreslår duty.person {"login":"siv2","person":"1002"} → förslag 2
        siv godtar 2 → nekad own_account_tied
        operatör knyter siv2 till 1002 → ja
        avsteg 1
        | four_eyes:duty.person ; duty.person ; siv2 ; drift ; drift
    "#]]);
}

/// SEC-09, SEC-25: a substitute is appointed by two where the agency says so, for a year at most, never by one of
/// the substitute's own accounts, and not by who added the user. Who adds an integration gives it no roles either.
#[test]
fn a_substitute_is_appointed_by_two() {
    check(expect![[r#"
        roll ekonom books.read voucher.post → ja
        roll förvaltare books.read user.manage → ja
        regel user_role kommandon user.add user.add_robot / role.give substitute.appoint installation → 1 nya
        operatör lägger upp siv korrekt-häst-batteri Siv Lund → användare 1
        operatör lägger upp siv2 korrekt-häst-batteri Siv Lund → användare 2
        operatör lägger upp ulf korrekt-häst-batteri Ulf Berg → användare 3
        operatör lägger upp bo korrekt-häst-batteri Bo Alm → användare 4
        operatör lägger upp anna korrekt-häst-batteri Anna Ek → användare 5
        operatör ger siv förvaltare → roll nummer 1
        operatör ger ulf förvaltare → roll nummer 2
        operatör ger bo ekonom → roll nummer 3
        operatör knyter siv till 1001 → ja
        operatör knyter siv2 till 1001 → ja
        siv loggar in korrekt-häst-batteri → inloggad
        ulf loggar in korrekt-häst-batteri → inloggad
        siv utser siv2 för bo till 2026-04-02 → nekad own_substitute
        siv utser siv2 för siv till 2026-04-02 → nekad substitute_same
        siv utser anna för bo till 2027-03-03 → nekad substitute_too_long
        siv lägger upp ny korrekt-häst-batteri → användare 6
        siv utser ny för bo → hindras av duty:user_role
        siv lägger till integration lön-1 → nekad login_malformed
        siv lägger till integration lon → användare 7
        siv ger lon ekonom → hindras av duty:user_role
        ulf ger lon ekonom → roll nummer 4
        två personer substitute.appoint → 1 nya
        siv utser anna för bo → hindras av four_eyes:substitute.appoint
        siv föreslår substitute.appoint {"login":"siv2","principal":"bo","valid_from":"2026-03-02","valid_to":"2026-03-03"} → nekad own_substitute
        siv föreslår substitute.appoint {"login":"anna","principal":"bo","valid_from":"2026-03-02","valid_to":"2027-03-03"} → nekad substitute_too_long
        siv föreslår substitute.appoint {"login":"anna","principal":"bo","valid_from":"2026-03-02","valid_to":"2027-03-02"} → förslag 1
        siv godtar 1 → nekad own_proposal
        ulf godtar 1 → ja
        siv föreslår substitute.appoint {"login":"ny","principal":"bo","valid_from":"2026-03-02","valid_to":"2026-03-03"} → förslag 2
        ulf godtar 2 → ja
        anna loggar in korrekt-häst-batteri → inloggad
        anna arbetar för bo → ja
        anna rättigheter → ekonom: books.read voucher.post
        operatör utser anna för siv → ersättare 3
        avsteg 1
        | user_role ; substitute.appoint ; anna ; drift ; drift
        | four_eyes:substitute.appoint ; substitute.appoint ; anna ; drift ; drift
        | user_role ; role.give ; bo ; drift ; drift
        | user_role ; role.give ; ulf ; drift ; drift
        | user_role ; role.give ; siv ; drift ; drift
    "#]]);
}

/// SEC-25: what is lent counts as held, in whichever order it came: a role is not given to who has the other side
/// lent, nor to whoever somebody with the other side stands in for.
#[test]
fn what_is_lent_is_kept_apart_from_what_is_given_later() {
    check(expect![[r#"
        roll ekonom books.read voucher.post → ja
        roll läsare books.read → ja
        roll förvaltare user.manage → ja
        regel user_post behörigheter user.manage / voucher.post → 1 nya
        operatör lägger upp siv korrekt-häst-batteri Siv Lund → användare 1
        operatör lägger upp ulf korrekt-häst-batteri Ulf Berg → användare 2
        operatör lägger upp eva korrekt-häst-batteri Eva Ek → användare 3
        operatör lägger upp anna korrekt-häst-batteri Anna Alm → användare 4
        operatör lägger upp kaj korrekt-häst-batteri Kaj Ros → användare 5
        operatör ger siv förvaltare → roll nummer 1
        operatör ger anna förvaltare → roll nummer 2
        operatör ger eva ekonom → roll nummer 3
        siv loggar in korrekt-häst-batteri → inloggad
        siv utser ulf för eva från 2026-03-02 till 2026-03-31 → ersättare 1
        siv ger ulf förvaltare → nekad role_kept_apart
        siv ger ulf förvaltare från 2026-04-01 → roll nummer 4
        siv utser anna för kaj från 2026-03-02 till 2026-03-31 → ersättare 2
        siv ger kaj ekonom → nekad role_kept_apart
        siv ger kaj ekonom från 2026-04-01 → roll nummer 5
        siv ger kaj läsare → roll nummer 6
        konflikter 1 → inga
        operatör ger ulf förvaltare till 2026-03-31 → roll nummer 7
        konflikter 1
        | user_post ; ulf ; förvaltare@ulf ; ekonom@eva@ulf ;
    "#]]);
}

/// SEC-25: nobody widens a role they hold by another of their accounts, or have lent.
#[test]
fn nobody_widens_a_role_that_another_of_their_accounts_holds_or_that_is_lent() {
    check(expect![[r#"
        roll ekonom books.read → ja
        roll chef books.read → ja
        roll fri books.read → ja
        roll redaktör role.manage → ja
        operatör lägger upp siv korrekt-häst-batteri Siv Lund → användare 1
        operatör lägger upp siv2 korrekt-häst-batteri Siv Lund → användare 2
        operatör lägger upp eva korrekt-häst-batteri Eva Ek → användare 3
        operatör ger siv redaktör → roll nummer 1
        operatör ger siv2 ekonom → roll nummer 2
        operatör ger eva chef → roll nummer 3
        operatör knyter siv till 1001 → ja
        operatör knyter siv2 till 1001 → ja
        siv loggar in korrekt-häst-batteri → inloggad
        siv gör roll chef books.read report.run → ja
        siv gör roll ekonom books.read voucher.post → nekad own_role_widened
        operatör utser siv2 för eva till 2026-03-05 → ersättare 1
        siv gör roll chef books.read voucher.post → nekad own_role_widened
        siv gör roll fri books.read voucher.post → ja
    "#]]);
}

/// SEC-25: an exception lets nothing through that lasts longer than it does.
#[test]
fn an_exception_lets_no_role_through_that_outlasts_it() {
    check(expect![[r#"
        roll ekonom books.read voucher.post → ja
        roll förvaltare books.read user.manage → ja
        regel user_post behörigheter user.manage / voucher.post → 1 nya
        operatör lägger upp siv korrekt-häst-batteri Siv Lund → användare 1
        operatör lägger upp ulf korrekt-häst-batteri Ulf Berg → användare 2
        operatör lägger upp anna korrekt-häst-batteri Anna Alm → användare 3
        operatör ger siv förvaltare → roll nummer 1
        operatör ger ulf förvaltare → roll nummer 2
        operatör ger anna ekonom → roll nummer 3
        siv loggar in korrekt-häst-batteri → inloggad
        ulf loggar in korrekt-häst-batteri → inloggad
        siv föreslår duty.exception {"rule":"user_post","login":"anna","valid_from":"2026-03-02","valid_to":"2026-03-10","control":"Chefen_granskar"} → förslag 1
        ulf godtar 1 → ja
        siv ger anna förvaltare → nekad role_kept_apart
        siv ger anna förvaltare till 2026-03-11 → nekad role_kept_apart
        siv ger anna förvaltare till 2026-03-10 → roll nummer 4
        konflikter 1
        | user_post ; anna ; förvaltare@anna ; ekonom@anna ; undantag 1
    "#]]);
}

/// SEC-02: over a hierarchy a condition says which node is seen, never which is not; of a value, of a level and of
/// digits it may say either.
#[test]
fn a_condition_over_a_hierarchy_is_not_negated() {
    check(expect![[r#"
        roll ekonom books.read → ja
        operatör lägger upp bo korrekt-häst-batteri → användare 1
        operatör ger bo ekonom ORG/TREE=!A100 → nekad condition_pattern_negated
        operatör ger bo ekonom ORG/TREE=A*,!A100 → nekad condition_pattern_negated
        operatör ger bo ekonom ORG/TREE=A100 → roll nummer 1
        operatör ger bo ekonom ORG/TREE/2=!A100 → roll nummer 2
        operatör ger bo ekonom KONTO/2=!45 → roll nummer 3
        operatör ger bo ekonom KONTO/S=!S1* → roll nummer 4
        operatör ger bo ekonom ORG=!12* → roll nummer 5
    "#]]);
}

/// SEC-10, SEC-09: history says for whom somebody began to act; what a rule would have stopped is kept at the agency
/// where the role was given; and nothing that was typed where a code belongs stands in it.
#[test]
fn history_says_for_whom_and_where_and_nothing_that_was_typed_by_mistake() {
    each_migrated(&[MIGRATIONS], |store| {
        let mut world = World::new(store);
        let mut hear = |wishes: &str| {
            let heard = wishes.lines().filter_map(|wish| world.hear(wish.trim()));
            heard.last().unwrap_or_default()
        };
        hear(
            "roll ekonom books.read voucher.post
             roll förvaltare books.read user.manage
             regel user_post behörigheter user.manage / voucher.post
             operatör lägger upp anna korrekt-häst-batteri Anna Ek
             operatör lägger upp bo korrekt-häst-batteri Bo Alm
             operatör lägger upp siv korrekt-häst-batteri Siv Lund
             operatör lägger upp ulf korrekt-häst-batteri Ulf Berg
             operatör ger bo ekonom
             operatör ger siv förvaltare
             operatör ger ulf förvaltare
             operatör@2 ger bo förvaltare
             operatör utser anna för bo
             anna loggar in korrekt-häst-batteri
             siv loggar in korrekt-häst-batteri
             anna arbetar för bo
             anna arbetar för sig",
        );
        let given = hear("operatör ger bo ekonom KONTO=4* överallt");
        assert!(given.starts_with("roll nummer"), "{given}");
        assert_eq!(hear("avsteg 1"), "inga");
        assert_eq!(hear("avsteg 2"), "| user_post ; role.give ; bo ; drift ; drift");
        let long = "x".repeat(300);
        for (kind, content) in [
            ("duty.exception", r#"{"rule":"r","login":"HEMLIGT!","valid_from":"2026-03-02","valid_to":"2026-03-03","control":"x"}"#.to_owned()),
            ("duty.four_eyes", format!(r#"{{"kind":"{long}","takes_two":true}}"#)),
            ("duty.rule", r#"{"rule":"HEMLIGT","kind":"acts","first":[],"second":[],"permission":null,"of_installation":false,"active":true,"valid_from":null,"valid_to":null,"name":"","name_en":"","source":""}"#.to_owned()),
        ] {
            let told = hear(&format!("siv föreslår {kind} {content}"));
            assert!(told.starts_with("nekad"), "{told}");
        }
        let here = world.lines(1, &HistoryFilter::default());
        let proposed = here.iter().filter(|line| line.command == "proposal.propose");
        let subjects: Vec<&str> = proposed.map(|line| line.subject.as_str()).collect();
        assert_eq!(subjects, ["duty.exception", "duty.four_eyes", "duty.rule"]);
        let chosen = world.lines(0, &HistoryFilter::default());
        let chosen = chosen.iter().filter(|line| line.command.starts_with("substitute."));
        let chosen: Vec<_> = chosen
            .map(|line| (line.command.as_str(), line.on_behalf_of.as_str()))
            .collect();
        assert_eq!(chosen, [("substitute.begin", "Bo Alm"), ("substitute.pause", "Bo Alm")]);
    });
}

/// SEC-25: where the rule of who adds users stands as it came, it becomes what it now is; where two have decided on
/// it, it is let be.
#[test]
fn the_rule_of_who_adds_users_is_brought_up_to_date_where_it_stands_as_it_came() {
    each_migrated(&[MIGRATIONS], |store| {
        let mut world = World::new(store);
        let sides = || {
            let rules = store.read(duty_rules).unwrap();
            let rule = rules.into_iter().find(|rule| rule.rule == "user_role").unwrap();
            format!("{} / {}", rule.first.join(" "), rule.second.join(" "))
        };
        let migrate = || {
            let statements = include_str!("../migrations/008_who_adds.sql").split(';');
            let done: Result<(), Stop<()>> = store.write(|tx| {
                for statement in statements.clone().filter(|statement| !statement.trim().is_empty()) {
                    tx.exec(statement, &[])?;
                }
                Ok(())
            });
            done.unwrap();
        };
        world.hear("regel user_role kommandon user.add / role.give installation");
        migrate();
        assert_eq!(sides(), "user.add user.add_robot / role.give substitute.appoint");
        for wish in [
            "roll förvaltare books.read user.manage",
            "operatör lägger upp siv korrekt-häst-batteri",
            "operatör lägger upp ulf korrekt-häst-batteri",
            "operatör ger siv förvaltare",
            "operatör ger ulf förvaltare",
            "siv loggar in korrekt-häst-batteri",
            "ulf loggar in korrekt-häst-batteri",
        ] {
            world.hear(wish);
        }
        let back = r#"siv föreslår duty.rule {"rule":"user_role","kind":"acts","first":["user.add"],"second":["role.give"],"permission":"user.manage","of_installation":true,"active":true,"valid_from":null,"valid_to":null,"name":"x","name_en":"","source":""}"#;
        assert_eq!(world.hear(back).unwrap(), "förslag 1");
        assert_eq!(world.hear("ulf godtar 1").unwrap(), "ja");
        migrate();
        assert_eq!(sides(), "user.add / role.give");
    });
}
