//! Stories about the fields of the state's accounting model in use: who pays, with whom, on what.

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]
#![allow(clippy::format_collect, reason = "a story has few lines, and this reads best")]

use crate::world;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use expect_test::expect;
use kameral_access::Permission;
use kameral_base::{Ore, Pattern, Period};
use kameral_ledger::commands::change_registers;
use kameral_ledger::model::{Dimension, DimensionValue};
use kameral_ledger::register::Change;
use kameral_ledger::store::vouchers::{self, VoucherFilter};
use kameral_ledger::store::{balances, model_changes};
use kameral_ledger::voucher::VoucherNumber;
use world::{Step, World, check_with, stop};

/// Further words of these stories.
///
/// ```text
/// dimension 5 MP Motpart              a field with a register
/// register MP 101 SCB kind=inomstatlig       a value with attributes of its register
/// told MP                             the register as it stands
/// by MPTYP                            sums by a field, direct or derived
/// found MP=101                        vouchers with a value
/// treated A-2026-1                    who, when, from where, and the rules in force when it was posted
/// ```
fn fields(world: &mut World, step: &Step<'_>) -> Option<String> {
    let words: Vec<&str> = step.rest.split_whitespace().collect();
    let change = match step.word {
        "dimension" => Change::Dimension(Dimension::plain(
            words[0].parse().expect("a position"),
            words[1],
            words[2],
        )),
        "register" => Change::Value(value(world, &words)),
        "told" => return Some(register(world, words[0])),
        "by" => return Some(sums(world, words[0])),
        "found" => return Some(found(world, step.rest)),
        "treated" => return Some(treated(world, step.rest)),
        _ => return None,
    };
    Some(match change_registers(&world.cx, None, "story", &[change]) {
        Ok(_) => String::new(),
        Err(why) => stop(why),
    })
}

fn value(world: &World, words: &[&str]) -> DimensionValue {
    let position = world.model().dimension(words[0]).expect("a dimension").position;
    let attributes = words[3..].iter().map(|pair| {
        let (name, value) = pair.split_once('=').expect("an attribute");
        (name.to_owned(), value.into())
    });
    DimensionValue {
        attributes: serde_json::Value::Object(attributes.collect()),
        ..DimensionValue::plain(position, words[1], words[2])
    }
}

fn register(world: &World, code: &str) -> String {
    let model = world.model();
    let position = model.dimension(code).expect("a dimension").position;
    let values = model
        .values
        .get(&position)
        .into_iter()
        .flat_map(|values| values.values());
    values
        .map(|value| format!("{} {} {}\n", value.value, value.name, value.attributes))
        .collect()
}

/// Debit less credit of result accounts in 2026 by what a field holds; `-` where nothing stands.
fn sums(world: &World, code: &str) -> String {
    let model = world.model();
    let dimension = model.dimension(code).expect("a dimension");
    let (from, to) = (
        Period::new(2026, 0).expect("a period"),
        Period::new(2026, 16).expect("a period"),
    );
    let read = world.cx.read(Permission::BooksRead, |tx| {
        let sums = balances::sums(tx, &world.cx.scope, 2026, from, to, None)?;
        Ok((sums, balances::codings(tx, &world.cx)?))
    });
    let (sums, codings) = read.expect("balances can be read");
    let mut found = BTreeMap::new();
    for ((coding, _), sums) in sums {
        let coding = &codings[&coding];
        if coding.account().starts_with(['1', '2']) {
            continue;
        }
        let values = coding.values();
        let value = if dimension.indirect {
            model.indirect_value(dimension, coding.account(), &values, world.cx.today)
        } else {
            let at = values.iter().find(|(at, _)| *at == dimension.position);
            at.map(|(_, value)| value.clone())
        };
        let sum = found
            .entry(value.unwrap_or_else(|| "-".to_owned()))
            .or_insert(Ore::ZERO);
        let amount = sums.debit.checked_sub(sums.credit).expect("a small amount");
        *sum = sum.checked_add(amount).expect("a small amount");
    }
    found
        .iter()
        .map(|(value, sum)| format!("{value} {}\n", sum.plain()))
        .collect()
}

/// The vouchers with a value in a field: `ANL=26-001`.
fn found(world: &World, condition: &str) -> String {
    let (code, pattern) = condition.split_once('=').expect("a condition");
    let filter = VoucherFilter {
        coded: vec![(code.to_owned(), Pattern::parse(pattern).expect("a pattern"))],
        ..VoucherFilter::default()
    };
    let model = world.model();
    let found = world.cx.read(Permission::BooksRead, |tx| {
        let sight = kameral_ledger::sight::Sight::load(tx, &world.cx)?;
        vouchers::search(tx, &sight, &model, &filter, i64::MAX, 10)
    });
    let found = found.expect("vouchers can be read");
    found
        .rows
        .iter()
        .map(|row| format!("{} {}\n", row.number, row.text))
        .collect()
}

/// How a voucher was treated: its head, and every rule as it stood in the voucher's version of the model.
fn treated(world: &World, number: &str) -> String {
    let number = VoucherNumber::parse(number).expect("a voucher number");
    let read = world.cx.read(Permission::BooksRead, |tx| {
        let scope = &world.cx.scope;
        let sight = kameral_ledger::sight::Sight::load(tx, &world.cx)?;
        let seq = vouchers::seq_of(tx, &sight, &number)?.expect("the voucher is there");
        let header = vouchers::voucher(tx, &sight, seq, 1, 1)?.header;
        let changes = model_changes::page(tx, scope, "combination_rule", header.model_version + 1, 100)?;
        Ok((header, changes))
    });
    let (header, changes) = read.expect("the voucher can be read");
    let mut told = format!(
        "{} by {} at {} from {}\n",
        header.number, header.registered_by_name, header.registered_at, header.source
    );
    let mut seen = BTreeSet::new();
    for change in changes.iter().filter(|change| seen.insert(&change.subject)) {
        let after = change.after.as_ref().expect("a rule is never taken away");
        let _ = writeln!(told, "  {} by {}: {after}", change.subject, change.changed_by);
    }
    told
}

/// DEF-06: which rules a posting met can be told afterwards, whatever they have become since: who
/// made them, and who posted, when and from where.
#[test]
fn the_rules_a_posting_met_can_be_told_afterwards() {
    check_with(
        "as eva
         rule rent_is_100 5012 ORG fixed=100
         as bo
         post 2026-03-15 Rent
           5012 10,00
           2581 -10,00
         as kim
         rule rent_is_100 5012 ORG fixed=110
         rule rent_has_fin 5012 FIN mandatory
         as bo
         post 2026-03-15 Rent
           5012 FIN=10 10,00
           2581 -10,00
         show A-2026-1
         treated A-2026-1
         show A-2026-2
         treated A-2026-2",
        fields,
        expect![[r#"
            posted A-2026-1 202603
            posted A-2026-2 202603
            A-2026-1 2026-03-15 202603 Rent by bo
              1 5012 ORG=100 10.00
              2 2581 -10.00
            A-2026-1 by bo at 2026-06-30T12:00:00.000000Z from entry
              rent_is_100 by eva: {"rule":{"accounts":"5012","dimension":"ORG","requirement":{"fixed":"100"},"rule":"rent_is_100","text_en":"","text_sv":"","valid_from":null,"valid_to":null,"warning":false,"when":null}}
            A-2026-2 2026-03-15 202603 Rent by bo
              1 5012 ORG=110 FIN=10 10.00
              2 2581 -10.00
            A-2026-2 by bo at 2026-06-30T12:00:00.000000Z from entry
              rent_has_fin by kim: {"rule":{"accounts":"5012","dimension":"FIN","requirement":"mandatory","rule":"rent_has_fin","text_en":"","text_sv":"","valid_from":null,"valid_to":null,"warning":false,"when":null}}
              rent_is_100 by kim: {"rule":{"accounts":"5012","dimension":"ORG","requirement":{"fixed":"110"},"rule":"rent_is_100","text_en":"","text_sv":"","valid_from":null,"valid_to":null,"warning":false,"when":null}}
        "#]],
    );
}

/// EM-12: how a cost is financed follows from the financier: every line of a month has a form, and a
/// line whose form cannot be known is stopped.
#[test]
fn the_financing_form_of_every_cost_is_known() {
    check_with(
        "relation form FIN 10=anslag 20=avgift 40=bidrag
         derived 5 FORM form
         rule form_is_known 3*,4*,5*,6* FORM mandatory
         register FIN 70 Sponsring
         post 2026-03-15 Rent
           5012 FIN=10 10,00
           5012 FIN=20 200,00
           5531 FIN=40 3000,00 qty=1
           1932 -3210,00
         post 2026-03-15 Nobody pays
           5012 10,00
           1932 -10,00
         post 2026-03-15 Somebody whose form is not known pays
           5012 FIN=70 10,00
           1932 -10,00
         by FORM",
        fields,
        expect![[r#"
            posted A-2026-1 202603
            refused: value_mandatory (line 1, FORM) dimension=FORM account=5012 rule=form_is_known
            refused: value_mandatory (line 1, FORM) dimension=FORM account=5012 rule=form_is_known
            anslag 10.00
            avgift 200.00
            bidrag 3000.00
        "#]],
    );
}

/// A derived field may be held to certain values, or kept off some accounts, like any other.
#[test]
fn rules_speak_of_derived_fields_too() {
    check_with(
        "relation form FIN 10=anslag 20=avgift 40=bidrag
         derived 5 FORM form
         rule pay_by_appropriation 4* FORM allowed=anslag
         rule no_grants 5531 FORM forbidden when ORG=100
         rule fees_only 3451 FORM fixed=avgift
         post 2026-03-15 Pay
           4011 FIN=20 10,00
           1932 -10,00
         post 2026-03-15 Electricity
           5531 FIN=40 ORG=100 10,00
           1932 -10,00
         post 2026-03-15 Fees
           1932 10,00
           3451 FIN=10 -10,00
         post 2026-03-15 Right
           4011 FIN=10 10,00
           5531 ORG=100 20,00
           3451 FIN=20 -30,00",
        fields,
        expect![[r#"
            refused: value_not_allowed (line 1, FORM) dimension=FORM value=avgift allowed=anslag rule=pay_by_appropriation
            refused: value_forbidden (line 1, FORM) dimension=FORM value=bidrag account=5531 rule=no_grants
            refused: value_fixed (line 2, FORM) dimension=FORM value=anslag fixed=avgift rule=fees_only
            posted A-2026-1 202603
        "#]],
    );
}

/// EM-13: at a purchase the kind of asset is the account, the appropriation item the financier, and
/// the objects stand beside them; EM-24: a new asset's number can be posted on at once.
#[test]
fn a_purchase_names_what_is_bought_and_who_pays() {
    check_with(
        "account 1211 Fordon kind=asset
         dimension 5 ANL Anläggning
         rule purchases_name_an_appropriation 12* FIN mandatory
         rule purchases_name_an_asset 12* ANL mandatory
         post 2026-03-15 A boat
           1211 ORG=110 PROJ=P1 500000,00
           2581 -500000,00
         post 2026-03-15 A boat
           1211 ORG=110 PROJ=P1 FIN=10 ANL=26-001 500000,00
           2581 -500000,00
         register ANL 26-001 Patrullbåt
         post 2026-03-15 A boat
           1211 ORG=110 PROJ=P1 FIN=10 ANL=26-001 500000,00
           2581 -500000,00
         show A-2026-1
         post 2026-03-31 Its motor
           1211 FIN=10 ANL=26-001 70000,00
           2581 -70000,00
         found ANL=\"26-001\"",
        fields,
        expect![[r#"
            refused: value_mandatory (line 1, FIN) dimension=FIN account=1211 rule=purchases_name_an_appropriation
            refused: value_mandatory (line 1, ANL) dimension=ANL account=1211 rule=purchases_name_an_asset
            refused: value_unknown (line 1, ANL) dimension=ANL value=26-001
            posted A-2026-1 202603
            A-2026-1 2026-03-15 202603 A boat by operator
              1 1211 ORG=110 FIN=10 PROJ=P1 ANL=26-001 500000.00
              2 2581 -500000.00
            posted A-2026-2 202603
            A-2026-2 Its motor
            A-2026-1 A boat
        "#]],
    );
}

/// EM-14: one account for every kind of counterparty; its type follows from the register. EM-15: a
/// list of counterparties with their agency numbers is taken, and stands in the register as given.
#[test]
fn the_type_of_a_counterparty_follows_from_its_code() {
    check_with(
        "dimension 5 MP Motpart
         relation mptyp MP 1*=I 2*=M
         derived 6 MPTYP mptyp
         register MP 101 SCB agency_number=202100-0837
         register MP 102 Kammarkollegiet agency_number=202100-0829
         register MP 201 Fältstationen
         rule counterparty_within_the_state 3451 MP mandatory
         told MP
         post 2026-03-15 Three invoices
           1510 60,00
           3451 MP=101 -10,00
           3451 MP=201 -20,00
           3451 MP=999 -30,00
         register MP 999 Utanför_staten
         post 2026-03-15 Three invoices
           1510 60,00
           3451 MP=101 -10,00
           3451 MP=201 -20,00
           3451 MP=999 -30,00
         by MPTYP",
        fields,
        expect![[r#"
            101 SCB {"agency_number":"202100-0837"}
            102 Kammarkollegiet {"agency_number":"202100-0829"}
            201 Fältstationen {}
            refused: value_unknown (line 4, MP) dimension=MP value=999
            posted A-2026-1 202603
            - -30.00
            I -10.00
            M -20.00
        "#]],
    );
}

/// EM-19: financiers have a group and a type; EM-20: persons and machines are resources with their
/// categories, and both can be posted on.
#[test]
fn registers_keep_what_belongs_to_their_values() {
    check_with(
        "dimension 5 RESURS Resurs
         register FIN 10 Förvaltningsanslag group=anslag financing_type=1
         register RESURS R1 Eva_Strand type=person cost_category=handläggare factor=1,35
         register RESURS B1 Patrullbåt type=maskin cost_category=båt factor=1,00
         told FIN
         told RESURS
         post 2026-03-15 A day at sea
           4011 RESURS=R1 3000,00 qty=8 unit=tim
           4011 RESURS=B1 5000,00 qty=6 unit=tim
           9210 -8000,00
         by RESURS",
        fields,
        expect![[r#"
            10 Förvaltningsanslag {"financing_type":"1","group":"anslag"}
            20 Avgifter {}
            40 Bidrag {}
            B1 Patrullbåt {"cost_category":"båt","factor":"1,00","type":"maskin"}
            R1 Eva_Strand {"cost_category":"handläggare","factor":"1,35","type":"person"}
            posted A-2026-1 202603
            - -8000.00
            B1 5000.00
            R1 3000.00
        "#]],
    );
}

/// EM-21: more fields than eight, all filled on one line; twelve is the most.
#[test]
fn a_line_carries_twelve_fields_at_once() {
    check_with(
        "dimension 5 MP Motpart
         dimension 6 RESURS Resurs
         dimension 7 OVR Övrigt
         dimension 8 AKT Aktivitet
         dimension 9 KB Kostnadsbärare
         dimension 10 VSEG Verksamhetssegment
         dimension 11 FTG Företag
         dimension 12 UPPDRAG Uppdrag
         dimension 13 ETT Till
         register MP 1 m
         register RESURS 1 r
         register OVR 1 o
         register AKT 1.2 a
         register KB 1 k
         register VSEG 1 v
         register FTG 1 f
         register UPPDRAG 1 u
         post 2026-03-15 All of them
           4011 ORG=100 FIN=10 PROJ=P1 MP=1 RESURS=1 OVR=1 AKT=1.2 KB=1 VSEG=1 FTG=1 UPPDRAG=1 10,00
           1932 -10,00
         show A-2026-1",
        fields,
        expect![[r#"
            refused: position_out_of_range position=13
            posted A-2026-1 202603
            A-2026-1 2026-03-15 202603 All of them by operator
              1 4011 ORG=100 FIN=10 PROJ=P1 MP=1 RESURS=1 OVR=1 AKT=1.2 KB=1 VSEG=1 FTG=1 UPPDRAG=1 10.00
              2 1932 -10.00
        "#]],
    );
}

/// EM-30: a name is changed in one place, and every later reading has it; what was posted stands.
#[test]
fn a_name_is_kept_in_one_place() {
    check_with(
        "post 2026-03-15 Rent
           5012 ORG=110 10,00
           2581 -10,00
         value ORG 110 Tillsynsenheten
         told ORG
         show A-2026-1",
        fields,
        expect![[r#"
            posted A-2026-1 202603
            100 Ledning {}
            110 Tillsynsenheten {}
            120 Norra kusten {}
            220 Norra distriktet {}
            A-2026-1 2026-03-15 202603 Rent by operator
              1 5012 ORG=110 10.00
              2 2581 -10.00
        "#]],
    );
}
