//! What is not posted yet is hidden as what is: a number that is typed in a draft, and what a draft or a later
//! voucher calls a document that is marked (SEC-21, SEC-22).

use axum::http::StatusCode;
use kameral_access::{Cx, history};
use kameral_base::{Date, EntityId, Ore};
use kameral_ledger::chain::hex;
use kameral_ledger::commands::{attach, park_draft, post_draft, save_draft};
use kameral_ledger::draft::{DraftContent, DraftVersion};
use kameral_ledger::secrecy::{Marked, NewMark, mark};
use kameral_ledger::voucher::{AttachmentRef, DraftLine, DraftVoucher};
use kameral_store::testing::each_migrated;

use crate::pages::canary::World;

/// A number no register has.
const TYPED: &str = "198501011234";

fn parked(cx: &Cx, value: &str, attachments: Vec<AttachmentRef>) -> DraftVersion {
    let line = |account: &str, ore: i64, values: Vec<(u8, String)>| DraftLine {
        account: account.to_owned(),
        amount: Ore::new(ore),
        values,
        ..DraftLine::default()
    };
    let values = if value.is_empty() {
        vec![]
    } else {
        vec![(6, value.to_owned())]
    };
    let voucher = DraftVoucher {
        date: Some(Date::constant(2026, 3, 4)),
        text: "Inköp".to_owned(),
        counterparty: "Firman".to_owned(),
        lines: vec![line("5611", 100, values), line("1910", -100, vec![])],
        attachments,
        ..DraftVoucher::default()
    };
    let content = DraftContent { voucher, raw: None };
    let at = save_draft(cx, None, None, &content, "").unwrap();
    park_draft(cx, None, at.draft, "").unwrap()
}

/// SEC-22: a number in a draft is known by its form, whether or not anything is posted on it; so in the next draft.
#[test]
fn sec_22_a_number_in_a_draft_is_hidden() {
    each_migrated(&kameral::MIGRATIONS, |store| {
        let mut world = World::over(store.clone());
        let cx = world.operator();
        let first = parked(&cx, TYPED, vec![]);
        world.enter("blind");
        let page = |world: &World, draft: i64| {
            let lines = world.browser.get(&format!("/1098/utkast/{draft}/rader"));
            assert_eq!(lines.status, StatusCode::OK);
            lines.html().to_owned()
        };
        assert!(
            page(&world, first.draft).contains(TYPED),
            "before the dimension is personal"
        );
        world.protect();
        let hidden = page(&world, first.draft);
        assert!(!hidden.contains(TYPED) && hidden.contains("person-"), "{hidden}");
        let other = "198501021233";
        let second = parked(&cx, other, vec![]);
        assert!(!page(&world, second.draft).contains(other));
        world.enter("seeing");
        let told = |of: &str| {
            let lines = store.read(|tx| {
                tx.for_entities(&[EntityId(1)])?;
                history::sealed_after(tx, EntityId(1), 0)
            });
            let mut lines = lines.unwrap().lines.into_iter();
            lines.any(|line| line.subject == of && line.command == "personal.read" && line.detail == "identity_number")
        };
        let address = format!("/1098/utkast/{}/rader", second.draft);
        assert!(!told(&address));
        assert!(page(&world, first.draft).contains(TYPED));
        assert!(page(&world, second.draft).contains(other));
        assert!(told(&address), "SEC-17: a number that stands in a draft alone was read");
    });
}

/// SEC-21: what a draft calls a marked document is hidden, and so is what a voucher calls it that names it after the
/// mark was set.
#[test]
fn sec_21_a_marked_document_is_hidden_by_every_name() {
    each_migrated(&kameral::MIGRATIONS, |store| {
        let mut world = World::over(store.clone());
        let cx = world.operator();
        // The same codings are there before, so that nothing but the name is new.
        let earlier = parked(&cx, "", vec![]);
        post_draft(&cx, None, earlier, None).unwrap();
        let document = attach(&cx, None, "första.txt", "text/plain", b"innehall").unwrap();
        let named = |name: &str| AttachmentRef {
            name: name.to_owned(),
            ..document.clone()
        };
        let first = parked(&cx, "", vec![named("hemligt-utkast.txt")]);
        let new = NewMark {
            marked: Marked::Document,
            subject: hex(&document.sha256),
            statute: "18 kap. 1 § OSL".to_owned(),
            reason: "Uppgiftslämnarskydd".to_owned(),
            valid_from: Date::constant(2026, 1, 1),
            valid_to: None,
        };
        world.enter("blind");
        let told = |world: &World, address: &str| {
            let page = world.browser.send("GET", address, "*/*", "", Vec::new());
            assert_eq!(page.status, StatusCode::OK, "{address}");
            page.html().to_owned()
        };
        let draft = |world: &World, draft: i64| told(world, &format!("/api/v1/entities/1098/drafts/{draft}"));
        assert!(draft(&world, first.draft).contains("hemligt-utkast"), "before the mark");
        mark(&cx, None, &new).unwrap();
        let first = draft(&world, first.draft);
        assert!(!first.contains("hemligt-utkast"), "{first}");
        let second = parked(&cx, "", vec![named("annat-namn.txt")]);
        let told_second = draft(&world, second.draft);
        assert!(!told_second.contains("annat-namn"), "{told_second}");
        let posted = post_draft(&cx, None, second, None).unwrap();
        let voucher = told(&world, &format!("/1098/verifikationer/{}", posted.number));
        assert!(!voucher.contains("annat-namn"), "{voucher}");
    });
}
