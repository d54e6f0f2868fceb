//! Stories about templates and copies.

use crate::world;

use kameral_access::Permission;
use kameral_base::{Ore, Place, Refusal as _};
use kameral_ledger::commands::{PostRequest, delete_template, post, reverse, save_template, use_template};
use kameral_ledger::correct::CorrectionOrder;
use kameral_ledger::posting::Source;
use kameral_ledger::store::{templates, vouchers};
use kameral_ledger::template::{NewTemplate, TemplateContent, TemplateRefusal, copy_of};
use kameral_ledger::voucher::{DraftVoucher, VoucherNumber};
use kameral_store::Stop;
use world::{World, draft, each_world};

fn rent(world: &World) -> DraftVoucher {
    let lines = [
        "5012 ORG=100 500,00 \"Strandgatan 4\"",
        "5531 ORG=100 60,00 qty=40 unit=kWh",
        "2581 -560,00",
    ];
    let head = "2026-03-15 kind=general counterparty=Fastighets_AB source_key=F1 link=arkiv/1 Rent for March";
    draft(&world.model(), head, lines)
}

fn template(world: &World, name: &str, shared: bool) -> NewTemplate {
    let required = vec![Place::field("date"), Place::line(1).and_field("amount")];
    NewTemplate {
        name: name.to_owned(),
        shared,
        content: TemplateContent {
            voucher: rent(world),
            required,
        },
    }
}

fn name<T: std::fmt::Debug>(answer: Result<T, Stop<Vec<TemplateRefusal>>>) -> &'static str {
    match answer {
        Err(Stop::Refused(refusals)) => refusals[0].name(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_template_gives_a_voucher_without_its_day_and_keeps_what_must_be_filled() {
    each_world(|world| {
        let cx = world.cx_of("eva");
        save_template(&cx, None, &template(&world, " Hyra ", false)).expect("it is saved");
        let with = use_template(&cx, "Hyra", true).expect("it is used");
        let without = use_template(&cx, "Hyra", false).expect("it is used");
        assert_eq!(with.required, template(&world, "", false).content.required);
        let saved = rent(&world);
        let expected = DraftVoucher {
            date: None,
            source_key: String::new(),
            link: String::new(),
            ..saved
        };
        assert_eq!(with.voucher, expected);
        let bare = |line: &kameral_ledger::voucher::DraftLine| line.amount == Ore::ZERO && line.quantity.is_none();
        assert!(without.voucher.lines.iter().all(bare));
        assert_eq!(without.voucher.lines[1].unit, "kWh");
    });
}

#[test]
fn an_own_template_is_ones_own_and_a_shared_one_the_entitys() {
    each_world(|world| {
        let (eva, bo) = (world.cx_of("eva"), world.cx_of("bo"));
        save_template(&eva, None, &template(&world, "Hyra", false)).expect("it is saved");
        save_template(&eva, None, &template(&world, "El", true)).expect("it is saved");
        let usable = |name: &str| {
            let cx = world.cx_of(name);
            let found = cx.read(Permission::VoucherDraft, |tx| {
                templates::usable(tx, &cx.scope, cx.actor.user)
            });
            found
                .expect("templates can be read")
                .into_iter()
                .map(|row| row.name)
                .collect::<Vec<_>>()
        };
        assert_eq!(usable("eva"), ["El", "Hyra"]);
        assert_eq!(usable("bo"), ["El"]);
        assert!(use_template(&bo, "El", true).is_ok());
        assert_eq!(name(use_template(&bo, "Hyra", true)), "template_unknown");
        // In this order: the name, the length, who has it.
        assert_eq!(
            name(save_template(&bo, None, &template(&world, " ", false))),
            "template_name_malformed"
        );
        assert_eq!(
            name(save_template(&bo, None, &template(&world, "a\u{0}", false))),
            "template_name_malformed"
        );
        let mut long = template(&world, "Hyra", false);
        long.content.voucher.lines = vec![kameral_ledger::voucher::DraftLine::default(); 1_001];
        assert_eq!(name(save_template(&bo, None, &long)), "template_too_long");
        assert_eq!(
            name(save_template(&bo, None, &template(&world, "Hyra", false))),
            "template_name_taken"
        );
        assert_eq!(name(delete_template(&bo, None, "Hyra")), "template_unknown");
        assert_eq!(name(delete_template(&bo, None, "a\u{0}")), "template_unknown");
        assert_eq!(name(delete_template(&bo, None, "El")), "template_others");
        // Saved again by its owner, it is the same template with new content.
        save_template(&eva, None, &template(&world, "Hyra", true)).expect("it is saved");
        assert_eq!(usable("bo"), ["El", "Hyra"]);
        delete_template(&eva, None, "El").expect("it is deleted");
        assert_eq!(usable("bo"), ["Hyra"]);
    });
}

/// A copy is a new voucher: no day, no number, no document; what a correction was is forgotten.
#[test]
fn a_copy_is_like_the_voucher_but_not_the_voucher() {
    each_world(|world| {
        let source = Source {
            name: "entry",
            sha256: None,
        };
        let request = PostRequest {
            drafts: vec![rent(&world)],
            source,
            ..PostRequest::default()
        };
        let posted = post(&world.cx, None, &request).expect("it is posted");
        let date = kameral_base::Date::constant(2026, 4, 1);
        let order = CorrectionOrder {
            date,
            period: None,
            reason: "Wrong supplier".to_owned(),
        };
        reverse(&world.cx, None, &posted[0].number, &order).expect("it is reversed");
        let copy = |number: &str, with_amounts| {
            let number = VoucherNumber::parse(number).expect("a number");
            let read = world.cx.read(Permission::BooksRead, |tx| {
                let seq = {
                    let sight = kameral_ledger::sight::Sight::load(tx, &world.cx)?;
                    vouchers::seq_of(tx, &sight, &number)
                }?
                .expect("it exists");
                {
                    let sight = kameral_ledger::sight::Sight::load(tx, &world.cx)?;
                    vouchers::voucher(tx, &sight, seq, 1, i64::MAX)
                }
            });
            copy_of(&read.expect("it can be read"), with_amounts)
        };
        let saved = rent(&world);
        let expected = DraftVoucher {
            series: "A".to_owned(),
            date: None,
            source_key: String::new(),
            link: String::new(),
            ..saved
        };
        assert_eq!(copy("A-2026-1", true), expected);
        let of_correction = copy("C-2026-1", true);
        assert_eq!((of_correction.series.as_str(), of_correction.kind.as_str()), ("", ""));
        assert_eq!(of_correction.lines[0].amount, Ore::new(-50_000));
        assert!(
            copy("A-2026-1", false)
                .lines
                .iter()
                .all(|line| line.amount == Ore::ZERO)
        );
        // With a day, a copy can be posted.
        let again = DraftVoucher {
            date: Some(date),
            ..copy("A-2026-1", true)
        };
        let request = PostRequest {
            drafts: vec![again],
            ..request
        };
        assert_eq!(
            post(&world.cx, None, &request).expect("it is posted")[0]
                .number
                .to_string(),
            "A-2026-2"
        );
    });
}
