//! Stories about groups of entities.

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

use crate::world;

use expect_test::expect;
use kameral_access::{Cx, IdempotencyKey, Permission};
use kameral_base::{Date, EntityId};
use kameral_ledger::commands::{NewEntity, NewGroup, init_entity, set_group};
use kameral_ledger::model::{EntityGroup, GroupMember, RuleSet};
use kameral_ledger::standard;
use kameral_ledger::store::groups;
use world::{World, each_world, moment, stop};

/// `1098 2098:2026-01-01..2026-06-30`
fn members(text: &str) -> Vec<GroupMember> {
    let member = |word: &str| {
        let (entity, days) = word.split_once(':').unwrap_or((word, ".."));
        let (from, to) = days.split_once("..").expect("two days");
        GroupMember {
            entity: entity.to_owned(),
            valid_from: from.parse().ok(),
            valid_to: to.parse().ok(),
        }
    };
    text.split_whitespace().map(member).collect()
}

fn told(group: &EntityGroup) -> String {
    let members: Vec<String> = group
        .members
        .iter()
        .map(|member| match (member.valid_from, member.valid_to) {
            (None, None) => member.entity.clone(),
            (from, to) => format!("{} {from:?}..{to:?}", member.entity),
        })
        .collect();
    let (code, version, name, by) = (&group.group, group.version, &group.name, &group.changed_by);
    format!("{code} {version} {name} by {by}: {}\n", members.join(", "))
}

fn set(cx: &Cx, code: &str, name: &str, text: &str, may_join: Option<&[EntityId]>) -> String {
    let new = NewGroup {
        group: code.to_owned(),
        name: name.to_owned(),
        members: members(text),
    };
    match set_group(cx, None, &new, may_join) {
        Ok(group) => told(&group),
        Err(why) => stop(why),
    }
}

/// A second and a third entity beside the world's `1098`.
fn more(world: &World) -> [EntityId; 2] {
    ["2098", "3098"].map(|code| {
        let nobody = Cx::operator(
            world.store.clone(),
            "operator",
            EntityId(0),
            Date::constant(2026, 6, 30),
            moment(0),
        );
        let new = NewEntity {
            code: code.to_owned(),
            name: code.to_owned(),
            org_number: "202100-5026".to_owned(),
            rules: RuleSet::State,
        };
        let changes = standard::changes(RuleSet::State).unwrap();
        init_entity(&nobody, None, &new, &changes).unwrap().id
    })
}

/// A group is made, changed and dissolved; every version stays, with who made it.
#[test]
fn a_group_is_dated_and_every_version_of_it_is_kept() {
    each_world(|world| {
        let [second, _] = more(&world);
        let (eva, bo) = (world.cx_of("eva"), world.cx_of("bo"));
        let mut text = set(&eva, "KUST", "Kustens myndigheter", "2098 1098", None);
        text += &set(&bo, "KUST", " Kustens myndigheter ", "1098 2098", None);
        text += &set(
            &bo,
            "KUST",
            "Kustens myndigheter",
            "1098 2098:..2026-06-30 3098:2026-07-01..",
            None,
        );
        text += &set(&bo, "ALLT", "Allt", "1098", None);
        text += &set(&bo, "K/ST", "", "1098 9999 1098 2098:2026-02-01..2026-01-31", None);
        text += &set(&bo, "ALLT", "Allt", "1098 2098", Some(&[second]));
        text += &set(&bo, "ALLT", "Allt", "1098 3098", Some(&[second]));
        text += &set(&bo, "ALLT", "Allt", "", None);
        let all = world.cx.read(Permission::BooksRead, groups::all).unwrap();
        let june: Vec<&str> = all[1].members_on(Date::constant(2026, 6, 30)).collect();
        let july: Vec<&str> = all[1].members_on(Date::constant(2026, 7, 1)).collect();
        assert_eq!(
            (june.join(" "), july.join(" ")),
            ("1098 2098".to_owned(), "1098 3098".to_owned())
        );
        text += "all\n";
        text.extend(all.iter().map(told));
        let versions = world.cx.read(Permission::BooksRead, |tx| groups::versions(tx, "KUST"));
        text += "versions\n";
        text.extend(versions.unwrap().iter().map(told));
        expect![[r#"
            KUST 1 Kustens myndigheter by eva: 1098, 2098
            KUST 1 Kustens myndigheter by eva: 1098, 2098
            KUST 2 Kustens myndigheter by bo: 1098, 2098 None..Some(2026-06-30), 3098 Some(2026-07-01)..None
            ALLT 1 Allt by bo: 1098
            refused: group_code_malformed (group) code=K/ST
            refused: group_name_missing (name)
            refused: group_entity_unknown (members) entity=9999
            refused: group_entity_twice (members) entity=1098
            refused: validity_reversed (members) subject=2098
            ALLT 2 Allt by bo: 1098, 2098
            refused: group_entity_unknown (members) entity=3098
            ALLT 3 Allt by bo: 
            all
            ALLT 3 Allt by bo: 
            KUST 2 Kustens myndigheter by bo: 1098, 2098 None..Some(2026-06-30), 3098 Some(2026-07-01)..None
            versions
            KUST 2 Kustens myndigheter by bo: 1098, 2098 None..Some(2026-06-30), 3098 Some(2026-07-01)..None
            KUST 1 Kustens myndigheter by eva: 1098, 2098
        "#]]
        .assert_eq(&text);
    });
}

/// The same request twice is one version; a key that came with another group is refused.
#[test]
fn a_group_sent_twice_is_made_once() {
    each_world(|world| {
        let send = |name: &str| {
            let new = NewGroup {
                group: "KUST".to_owned(),
                name: name.to_owned(),
                members: members("1098"),
            };
            let key = IdempotencyKey::new("k1", format!("{new:?}").as_bytes());
            match set_group(&world.cx, Some(&key), &new, None) {
                Ok(group) => told(&group),
                Err(why) => stop(why),
            }
        };
        let text = [send("Kusten"), send("Kusten"), send("Skogen")].concat();
        expect![[r#"
            KUST 1 Kusten by operator: 1098
            KUST 1 Kusten by operator: 1098
            refused: key_reused (key) key=k1
        "#]]
        .assert_eq(&text);
    });
}
