//! A draft that is marked secret: its documents are as closed as a voucher's, and the mark follows it into the
//! books (SEC-21).

use axum::http::StatusCode;
use kameral_access::{Cx, INSTALLATION};
use kameral_base::{Date, Ore};
use kameral_ledger::chain::hex;
use kameral_ledger::commands::{attach, park_draft, post_draft, save_draft};
use kameral_ledger::draft::{DraftContent, DraftVersion};
use kameral_ledger::secrecy::{Marked, NewMark, SecrecyMark, all_in_force, mark, unmark};
use kameral_ledger::voucher::{DraftLine, DraftVoucher};
use kameral_store::testing::each_migrated;

use crate::pages::canary::World;

/// A parked draft with a document; answers where it is and the document's hash.
fn parked(cx: &Cx, document: &str) -> (DraftVersion, String) {
    let kept = attach(cx, None, document, "text/plain", document.as_bytes()).unwrap();
    let hash = hex(&kept.sha256);
    let line = |account: &str, ore: i64| DraftLine {
        account: account.to_owned(),
        amount: Ore::new(ore),
        ..DraftLine::default()
    };
    let voucher = DraftVoucher {
        date: Some(Date::constant(2026, 3, 4)),
        text: "Belöning till uppgiftslämnare".to_owned(),
        counterparty: "Källan".to_owned(),
        lines: vec![line("5611", 77_700), line("1910", -77_700)],
        attachments: vec![kept],
        ..DraftVoucher::default()
    };
    let content = DraftContent { voucher, raw: None };
    let at = save_draft(cx, None, None, &content, "").unwrap();
    (park_draft(cx, None, at.draft, "").unwrap(), hash)
}

fn of_draft(draft: i64) -> NewMark {
    NewMark {
        marked: Marked::Draft,
        subject: draft.to_string(),
        statute: "18 kap. 1 § OSL".to_owned(),
        reason: "Uppgiftslämnarskydd".to_owned(),
        valid_from: Date::constant(2026, 1, 1),
        valid_to: None,
    }
}

fn marks(cx: &Cx) -> Vec<SecrecyMark> {
    let marks = cx.store.read(|tx| {
        tx.for_entities(&[cx.entity(), INSTALLATION])?;
        all_in_force(tx, cx.entity())
    });
    marks.unwrap()
}

/// SEC-21: before the mark a document of a draft is opened; after it, it answers as if it were not there, on the
/// page and by its hash; posted, the voucher is secret though the draft's mark is lifted.
#[test]
fn sec_21_a_marked_draft_is_secret_before_and_after_it_is_posted() {
    each_migrated(&kameral::MIGRATIONS, |store| {
        let mut world = World::over(store.clone());
        let cx = world.operator();
        let (at, hash) = parked(&cx, "tipset-fran-kallan.txt");
        world.enter("blind");
        let of_the_draft = format!("/1098/utkast/{}/underlag/{hash}", at.draft);
        let by_hash = format!("/api/v1/entities/1098/attachments/{hash}");
        for address in [&of_the_draft, &by_hash] {
            assert_eq!(world.browser.get(address).status, StatusCode::OK, "{address}");
        }
        mark(&cx, None, &of_draft(at.draft)).unwrap();
        for address in [&of_the_draft, &by_hash] {
            assert_eq!(world.browser.get(address).status, StatusCode::NOT_FOUND, "{address}");
        }
        let posted = post_draft(&cx, None, at, None).unwrap();
        let followed = marks(&cx).pop().unwrap();
        assert_eq!(
            (followed.marked, followed.subject),
            (Marked::Voucher, posted.journal_seq.to_string())
        );
        unmark(&cx, None, 1, "Utkastet är bokfört").unwrap();
        let voucher = format!("/1098/verifikationer/{}", posted.number);
        for address in [&by_hash, &format!("{voucher}/underlag/{hash}")] {
            assert_eq!(world.browser.get(address).status, StatusCode::NOT_FOUND, "{address}");
        }
        let page = world.browser.get(&voucher);
        assert_eq!(page.status, StatusCode::OK);
        for said in ["Belöning", "Källan", "tipset-fran"] {
            assert!(!page.html().contains(said), "{said}");
        }
        world.enter("seeing");
        assert_eq!(world.browser.get(&by_hash).status, StatusCode::OK);
    });
}

/// SEC-21: a mark that is set when the draft has been posted marks the voucher it became.
#[test]
fn sec_21_a_mark_on_a_posted_draft_is_on_its_voucher() {
    each_migrated(&kameral::MIGRATIONS, |store| {
        let world = World::over(store.clone());
        let cx = world.operator();
        let (at, _) = parked(&cx, "tipset.txt");
        let posted = post_draft(&cx, None, at, None).unwrap();
        mark(&cx, None, &of_draft(at.draft)).unwrap();
        let on: Vec<(Marked, String)> = marks(&cx).into_iter().map(|mark| (mark.marked, mark.subject)).collect();
        assert_eq!(
            on,
            [
                (Marked::Draft, at.draft.to_string()),
                (Marked::Voucher, posted.journal_seq.to_string())
            ]
        );
    });
}
