//! Saving, parking, handing over and posting drafts.

use kameral_access::{Act, Cx, IdempotencyKey, Permission, duty};
use kameral_base::UserId;
use kameral_store::{Fault, Stop, Tx};

use super::post::{PostRequest, post_in, remember};
use crate::draft::{DraftContent, DraftHead, DraftState, DraftVersion, Wish, check, check_size};
use crate::posting::{Posted, Source};
use crate::reach::Reach;
use crate::refusal::{PostCause, PostRefusal};
use crate::secrecy::follow_into_the_books;
use crate::store::drafts::{self, Written};
use crate::voucher::PostedVoucher;

/// Saves what was typed: a new draft, or the next version of the one that was `seen`. A parked
/// draft its owner saves is a working one again.
///
/// Refused when somebody, or another window, has changed the draft since (`DraftChanged`), and where a line
/// has a value beyond what the user may write (`BeyondReach`).
pub fn save_draft(
    cx: &Cx,
    key: Option<&IdempotencyKey>,
    seen: Option<DraftVersion>,
    content: &DraftContent,
    note: &str,
) -> Result<DraftVersion, Stop<Vec<PostRefusal>>> {
    let written = Written::new(content)?;
    let act = Act::new(
        Permission::VoucherDraft,
        "draft.save",
        subject(seen.map(|seen| seen.draft)),
    );
    cx.write_once(act, key, |tx| {
        check_size(note, written.bytes()).map_err(refused)?;
        let beyond = Reach::load(tx, cx, Permission::VoucherDraft)?.of_draft(&content.voucher);
        if !beyond.is_empty() {
            return Err(Stop::Refused(beyond));
        }
        let head = match seen {
            Some(seen) => locked(tx, cx, seen.draft, Some(seen.version), Wish::Change)?,
            None => added(tx, cx)?,
        };
        let head = DraftHead {
            state: DraftState::Working,
            note: note.to_owned(),
            ..head
        };
        drafts::set_content(tx, cx.entity(), head.at.draft, &content.voucher, &written)?;
        Ok(changed(tx, cx, head)?)
    })
}

/// *Parkera*: lays a draft aside for anyone to take, with a note that says why.
pub fn park_draft(
    cx: &Cx,
    key: Option<&IdempotencyKey>,
    draft: i64,
    note: &str,
) -> Result<DraftVersion, Stop<Vec<PostRefusal>>> {
    change(cx, key, "draft.park", draft, Wish::Change, |head| {
        check_size(note, 0)?;
        Ok(DraftHead {
            state: DraftState::Parked,
            note: note.to_owned(),
            ..head
        })
    })
}

/// Gives a draft to somebody else, who then works on it as its owner.
pub fn hand_over(
    cx: &Cx,
    key: Option<&IdempotencyKey>,
    draft: i64,
    to: UserId,
    to_name: &str,
) -> Result<DraftVersion, Stop<Vec<PostRefusal>>> {
    change(cx, key, "draft.hand_over", draft, Wish::Change, |head| {
        let owner_name = to_name.to_owned();
        Ok(DraftHead {
            owner: to,
            owner_name,
            state: DraftState::Working,
            ..head
        })
    })
}

/// Takes a parked draft: who takes it is its owner from then on. Refused where a line has a value beyond what
/// the user may write (`BeyondReach`).
pub fn take_draft(cx: &Cx, key: Option<&IdempotencyKey>, draft: i64) -> Result<DraftVersion, Stop<Vec<PostRefusal>>> {
    change(cx, key, "draft.take", draft, Wish::Take, |head| {
        let (owner, owner_name) = (cx.actor.user, cx.actor.name.clone());
        Ok(DraftHead {
            owner,
            owner_name,
            state: DraftState::Working,
            ..head
        })
    })
}

/// Throws a draft away. It leaves every list; no number was ever taken.
pub fn discard_draft(cx: &Cx, key: Option<&IdempotencyKey>, draft: i64) -> Result<(), Stop<Vec<PostRefusal>>> {
    change(cx, key, "draft.discard", draft, Wish::Change, |head| {
        Ok(DraftHead {
            state: DraftState::Discarded,
            ..head
        })
    })?;
    Ok(())
}

/// Posts a draft as it was `seen`. The draft's row is locked before anything is decided: of two who
/// post the same draft one succeeds, and the other is told that it is gone.
pub fn post_draft(
    cx: &Cx,
    key: Option<&IdempotencyKey>,
    seen: DraftVersion,
    accept_warnings: Option<&str>,
) -> Result<PostedVoucher, Stop<Vec<PostRefusal>>> {
    let act = Act::new(Permission::VoucherPost, "draft.post", subject(Some(seen.draft)));
    let mut committed = None;
    let voucher = cx.write_once(act, key, |tx| {
        let (posted, voucher) = post_draft_in(tx, cx, seen, accept_warnings)?;
        committed = Some((posted, voucher.clone()));
        Ok(voucher)
    })?;
    remember(cx, committed, &voucher);
    Ok(voucher)
}

fn post_draft_in(
    tx: &mut Tx,
    cx: &Cx,
    seen: DraftVersion,
    accept_warnings: Option<&str>,
) -> Result<(Posted, PostedVoucher), Stop<Vec<PostRefusal>>> {
    let head = locked(tx, cx, seen.draft, Some(seen.version), Wish::Post)?;
    let content = drafts::content(tx, cx.entity(), seen.draft)?;
    let request = PostRequest {
        drafts: vec![content.voucher],
        source: Source {
            name: "entry",
            sha256: None,
        },
        accept_warnings: accept_warnings.map(str::to_owned),
        subject: subject(Some(seen.draft)),
    };
    let mut posted = post_in(tx, cx, Permission::VoucherPost, &request)?;
    let voucher = posted.vouchers.pop().expect("one draft becomes one voucher");
    follow_into_the_books(tx, cx, seen.draft, voucher.journal_seq)?;
    let posted_seq = Some(voucher.journal_seq);
    changed(
        tx,
        cx,
        DraftHead {
            state: DraftState::Posted,
            posted_seq,
            ..head
        },
    )?;
    Ok((posted, voucher))
}

/// One change of a draft's head, whatever its version.
fn change(
    cx: &Cx,
    key: Option<&IdempotencyKey>,
    command: &'static str,
    draft: i64,
    wish: Wish,
    change: impl Fn(DraftHead) -> Result<DraftHead, PostCause>,
) -> Result<DraftVersion, Stop<Vec<PostRefusal>>> {
    let act = Act::new(Permission::VoucherDraft, command, subject(Some(draft)));
    cx.write_once(act, key, |tx| {
        let head = locked(tx, cx, draft, None, wish)?;
        if wish == Wish::Take {
            let content = drafts::content(tx, cx.entity(), draft)?;
            let beyond = Reach::load(tx, cx, Permission::VoucherDraft)?.of_draft(&content.voucher);
            if !beyond.is_empty() {
                return Err(Stop::Refused(beyond));
            }
        }
        let head = change(head).map_err(refused)?;
        Ok(changed(tx, cx, head)?)
    })
}

fn locked(
    tx: &mut Tx,
    cx: &Cx,
    draft: i64,
    seen: Option<i64>,
    wish: Wish,
) -> Result<DraftHead, Stop<Vec<PostRefusal>>> {
    let head = drafts::lock(tx, cx.entity(), draft)?;
    let head = head.filter(|head| drafts::may_meet(&cx.scope, cx.actor.user, head));
    check(draft, head.as_ref(), seen, cx.actor.user, wish).map_err(refused)?;
    head.ok_or_else(|| refused(PostCause::DraftGone { draft }))
}

fn added(tx: &mut Tx, cx: &Cx) -> Result<DraftHead, Fault> {
    let head = DraftHead {
        at: DraftVersion {
            draft: drafts::next(tx, cx.entity())?,
            version: 0,
        },
        owner: cx.actor.user,
        owner_name: cx.actor.name.clone(),
        state: DraftState::Working,
        note: String::new(),
        changed_by: cx.actor.name.clone(),
        changed_at: cx.now_text(),
        posted_seq: None,
    };
    drafts::add(tx, cx.entity(), &head)?;
    // The command is named by no number yet; a rule of separation meets the draft by it.
    duty::note(tx, cx, "draft.save", &subject(Some(head.at.draft)))?;
    Ok(head)
}

/// Records the next version.
fn changed(tx: &mut Tx, cx: &Cx, head: DraftHead) -> Result<DraftVersion, Fault> {
    let at = DraftVersion {
        version: head.at.version + 1,
        ..head.at
    };
    let (changed_by, changed_at) = (cx.actor.name.clone(), cx.now_text());
    drafts::set_head(
        tx,
        cx.entity(),
        &DraftHead {
            at,
            changed_by,
            changed_at,
            ..head
        },
    )?;
    Ok(at)
}

/// What history names a draft by.
fn subject(draft: Option<i64>) -> String {
    draft.map_or_else(|| "draft".to_owned(), |draft| format!("draft {draft}"))
}

fn refused(cause: PostCause) -> Stop<Vec<PostRefusal>> {
    Stop::Refused(vec![PostRefusal::of_voucher(cause)])
}
