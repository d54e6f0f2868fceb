//! Stories about an agency shaping its own accounting model.

use crate::world;

use kameral_access::{Cx, Permission};
use kameral_base::{Date, EntityId};
use kameral_ledger::commands::{NewEntity, PostRequest, init_entity, post};
use kameral_ledger::model::{Dimension, DimensionValue, RuleSet};
use kameral_ledger::register::Change;
use kameral_ledger::standard;
use kameral_ledger::store::vouchers;
use kameral_store::testing::each_migrated;
use world::{draft, each_world, moment};

/// EM-03: a free field is defined, given values, and is at once usable in posting.
#[test]
fn a_free_field_is_used_as_soon_as_it_is_defined() {
    each_world(|world| {
        world.change(&[
            Change::Dimension(Dimension::plain(9, "FARTYG", "Fartyg")),
            Change::Value(DimensionValue::plain(9, "F1", "Strandvakten")),
        ]);
        let model = world.model();
        let mut voucher = draft(&model, "2026-03-15 Diesel", ["5012 ORG=100 100,00", "2581 -100,00"]);
        voucher.lines[0].values.push((9, "F1".to_owned()));
        let posted = post(
            &world.cx,
            None,
            &PostRequest {
                drafts: vec![voucher],
                ..PostRequest::default()
            },
        )
        .unwrap();
        let shown = world
            .cx
            .read(Permission::BooksRead, |tx| {
                let sight = kameral_ledger::sight::Sight::load(tx, &world.cx)?;
                vouchers::voucher(tx, &sight, posted[0].journal_seq, 1, 10)
            })
            .unwrap();
        assert_eq!(shown.lines[0].coding.as_str(), "5012|1=100|9=F1");
    });
}

/// EM-22, GL-26: two entities in one installation; rows of one are never met from the other, and a
/// fresh entity takes vouchers without dimensions.
#[test]
fn two_entities_never_meet() {
    let crates = [kameral_access::MIGRATIONS, kameral_ledger::MIGRATIONS];
    each_migrated(&crates, |store| {
        let today = Date::constant(2026, 6, 30);
        let system = Cx::operator(store.clone(), "operator", EntityId(0), today, moment(0));
        let make = |code: &str, rules| {
            let new = NewEntity {
                code: code.to_owned(),
                name: code.to_owned(),
                org_number: "202100-5026".to_owned(),
                rules,
            };
            let entity = init_entity(&system, None, &new, &standard::changes(rules).unwrap()).unwrap();
            Cx::operator(store.clone(), "operator", entity.id, today, moment(0))
        };
        let (agency, foundation) = (make("1098", RuleSet::State), make("2098", RuleSet::Municipal));
        for (cx, accounts) in [(&agency, ["5611", "2581"]), (&foundation, ["4010", "1910"])] {
            let model = cx
                .read(Permission::BooksRead, |tx| kameral_ledger::store::model::load(tx, cx))
                .unwrap();
            let lines = [format!("{} 100,00", accounts[0]), format!("{} -100,00", accounts[1])];
            let voucher = draft(&model, "2026-03-15 Paper", [lines[0].as_str(), lines[1].as_str()]);
            let posted = post(
                cx,
                None,
                &PostRequest {
                    drafts: vec![voucher],
                    ..PostRequest::default()
                },
            )
            .unwrap();
            assert_eq!(posted[0].number.to_string(), "A-2026-1");
        }
        let accounts = |cx: &Cx| {
            let voucher = cx
                .read(Permission::BooksRead, |tx| {
                    let sight = kameral_ledger::sight::Sight::load(tx, cx)?;
                    vouchers::voucher(tx, &sight, 1, 1, 10)
                })
                .unwrap();
            voucher
                .lines
                .iter()
                .map(|line| line.coding.account().to_owned())
                .collect::<Vec<_>>()
                .join(" ")
        };
        assert_eq!(
            (accounts(&agency), accounts(&foundation)),
            ("5611 2581".to_owned(), "4010 1910".to_owned())
        );
        assert!(
            agency.at(foundation.entity()).is_none(),
            "the operator of one entity is not that of another"
        );
    });
}
