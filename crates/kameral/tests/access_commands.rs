//! `kameral access` as a person at the agency uses it: who may do what and why, what is kept apart, and
//! what takes two (SEC-10, SEC-25, SEC-27).

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

use crate::program;

use expect_test::expect;
use program::{agency, check, fed, kameral};

/// SEC-25: a new installation keeps apart what the standard says; what the operator does in spite of it
/// stands in the lists, and why somebody may or may not is answered.
#[test]
fn what_is_kept_apart_and_why() {
    let folder = agency();
    let folder = folder.path();
    for login in ["eva", "siv"] {
        let add = format!("user add --login {login} --name {login} --password-stdin");
        let added = fed(folder, &add, "rätt häst batteri häftklammer\n");
        assert!(added.starts_with("0: "), "{added}");
    }
    for grant in [
        "eva --role controller",
        "siv --role system_administrator",
        "siv --role controller",
    ] {
        let given = kameral(folder, &format!("user grant {grant} --decision dnr-1"));
        assert!(given.starts_with("0: "), "{given}");
    }
    check(
        folder,
        "access conflicts --format csv",
        expect![[r#"
        0: entity,rule,name,logins,first,second,exception,exception_valid_to
        1098,system_post,siv,siv,system_administrator (siv),controller (siv),,
        1098,user_period,siv,siv,system_administrator (siv),controller (siv),,
        1098,user_post,siv,siv,system_administrator (siv),controller (siv),,
        1098,user_register,siv,siv,system_administrator (siv),controller (siv),,
    "#]],
    );
    let breaches = kameral(folder, "access breaches --format csv");
    let breaches: Vec<&str> = breaches
        .lines()
        .map(|line| line.split_once(',').unwrap_or((line, "")).1)
        .collect();
    expect![[r#"
        rule,command,subject,by,exception
        user_role,role.give,siv,eva,
        system_post,role.give,siv,eva,
        four_eyes:role.give,role.give,siv,eva,
        user_role,role.give,siv,eva,
        four_eyes:role.give,role.give,siv,eva,
        user_role,role.give,eva,eva,
        four_eyes:role.give,role.give,eva,eva,
    "#]]
    .assert_eq(&format!("{}\n", breaches.join("\n")));
    let explained = kameral(folder, "access explain --user eva --may user.manage --date 2030-01-01");
    assert!(
        explained.starts_with("0: Nej. Ingen roll som eva har den 2030-01-01 ger behörigheten"),
        "{explained}"
    );
    let explained = kameral(folder, "access explain --user siv --may user.manage");
    assert!(explained.starts_with("0: Ja. siv får göra detta"), "{explained}");
    assert!(
        explained.contains("Detta kräver två personer: Ge en roll."),
        "{explained}"
    );
    // Who was added by the operator is not the operator's to be told from: the rule is about a person.
    let explained = kameral(folder, "access explain --user siv --may user.manage --object user:eva");
    assert!(explained.starts_with("0: Ja."), "{explained}");
    let unknown = kameral(folder, "access explain --user ingen --may user.manage");
    assert!(
        unknown.starts_with("2: Det finns ingen sådan användare här."),
        "{unknown}"
    );
    let unknown = kameral(folder, "access explain --user eva --may time.travel");
    assert!(unknown.starts_with("2: Det finns ingen sådan behörighet."), "{unknown}");
}

/// SEC-25: the rules are the installation's own from its first day.
#[test]
fn the_standard_s_rules_are_loaded() {
    let folder = agency();
    check(
        folder.path(),
        "access rules --format csv",
        expect![[r#"
            0: rule,kind,first,second,active,name,source
            draft_post,acts,draft.save,draft.post,Av,Den som skriver ett utkast bokför det inte,SEC-25; slås på av den myndighet som vill
            payment_approve,acts,payment.create,payment.approve,På,Den som lägger en betalning godkänner den inte,SEC-26; ramavtal bil. 2.2 §1.5.2.9
            register_post,permissions,register.edit,voucher.post,Av,Den som ändrar register bokför inte,SEC-25; slås på av den myndighet som vill
            system_post,permissions,system.manage,voucher.post voucher.correct account.reconcile closing.lead,På,Den som sköter systemet bokför inte,SEC-08; SEC-25
            user_period,permissions,user.manage role.manage,period.manage,På,Den som sköter användare öppnar inga perioder,SEC-08; SEC-25
            user_post,permissions,user.manage role.manage,voucher.post voucher.correct account.reconcile closing.lead,På,Den som sköter användare bokför inte,SEC-08; SEC-25
            user_register,permissions,user.manage role.manage,register.edit rule.edit project.edit party.edit,På,Den som sköter användare ändrar inga register,SEC-08; SEC-25
            user_role,acts,user.add user.add_robot,role.give substitute.appoint,På,Den som lägger upp en användare ger den inga roller,SEC-25; FBF 22 §
        "#]],
    );
    check(
        folder.path(),
        "access proposals --format csv",
        expect![[r#"
        0: proposal,kind,subject,content,reason,proposed_by,valid_to,sha256
    "#]],
    );
}

/// SEC-12, SEC-15, DEF-14: roles go from one installation to another as the file that lists them, with their second
/// factor; permissions and licences are lists too.
#[test]
fn roles_go_from_one_installation_to_another() {
    let (here, there) = (agency(), agency());
    let made = kameral(
        here.path(),
        "user save-role lasare --name Läsare --permission books.read --second-factor true",
    );
    assert_eq!(made, "0: ");
    let file = kameral(here.path(), "user roles --format csv");
    let file = file.strip_prefix("0: ").unwrap();
    let (head, _) = file.split_once('\n').unwrap();
    assert_eq!(
        head,
        "role,name,class,permissions,reports,second_factor,name_en,description,own"
    );
    assert!(
        file.contains("\nlasare,Läsare,light,books.read,,true,,,true\n"),
        "{file}"
    );
    std::fs::write(there.path().join("roller.csv"), file).unwrap();
    check(
        there.path(),
        "user import-roles roller.csv --format json",
        expect![[r#"
            0: {
              "added": [
                "lasare"
              ],
              "changed": [],
              "unchanged": 8
            }
        "#]],
    );
    std::fs::write(
        there.path().join("fel.csv"),
        "role,name,permissions\nfel,Fel,books.burn\n",
    )
    .unwrap();
    let refused = kameral(there.path(), "user import-roles fel.csv");
    assert!(
        refused.starts_with("1: fel.csv") && refused.contains("books.burn"),
        "{refused}"
    );
    let freed = "user save-role lasare --name Läsare --permission books.read --second-factor false";
    assert_eq!(kameral(there.path(), freed), "0: ");
    let listed = kameral(there.path(), "user roles --format csv");
    assert!(listed.contains("\nlasare,Läsare,light,books.read,,false,"), "{listed}");
    let permissions = kameral(there.path(), "user permissions --format csv");
    assert!(
        permissions.contains("\nrole.manage,Lägga upp och ändra roller,full,system_administrator\n"),
        "{permissions}"
    );
    assert_eq!(
        kameral(there.path(), "user licences --format csv"),
        "0: login,name,class,valid_from,valid_to\n"
    );
}
