//! `…/underlag`: documents of a draft and of a voucher, added, listed and fetched.

use axum::Extension;
use axum::extract::{Multipart, Path};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use kameral_access::Permission;
use kameral_base::EntityId;
use kameral_site::{Answered, Document, Miss, Visit};
use kameral_store::{Fault, Tx};
use kameral_ui::Spoken;
use kameral_ui::address::encode;
use kameral_ui::parts::{Button, Cell, Column, Field, Form as FormPart, Row, Table, Width};
use maud::{Markup, html};

use super::{entry, path};
use crate::attachment::{ATTACHMENT_BYTES_MAX, AttachmentRefusal, check};
use crate::chain::hex;
use crate::commands;
use crate::draft::DraftContent;
use crate::secrecy;
use crate::sight::Sight;
use crate::store::{attachments, vouchers};
use crate::voucher::{AttachmentRef, VoucherNumber};

/// The field the files come in.
const FILES: &str = "filer";

/// Media type of a document that comes without one.
const UNKNOWN: &str = "application/octet-stream";

/// A document as a page lists it: its name and hash, and how many bytes it is.
pub(super) type Kept = (AttachmentRef, i64);

/// The documents with their sizes, in the order they are named.
pub(super) fn kept(tx: &mut Tx, entity: EntityId, named: &[AttachmentRef]) -> Result<Vec<Kept>, Fault> {
    let sized = named.iter().map(|named| {
        let bytes = attachments::size(tx, entity, &named.sha256)?;
        Ok((named.clone(), bytes.unwrap_or_default()))
    });
    sized.collect()
}

/// The documents of a voucher; nothing where it has none.
pub(super) fn of_voucher(visit: &Visit, own: &str, kept: &[Kept]) -> Markup {
    html! { @if !kept.is_empty() { (table(visit, own, kept, false)) } }
}

/// The documents of a draft, and the form that adds more. What is typed in the grid is kept before
/// the form is sent.
pub(super) fn of_draft(visit: &Visit, own: &str, kept: &[Kept], refusals: &[Spoken]) -> Markup {
    let words = visit.words;
    let told = |refusal: &AttachmentRefusal| words.refusal(refusal).text;
    let place = "{name}".to_owned();
    let files = Field::file(FILES, words.t("attachments-files"), "")
        .multiple()
        .bytes_max(
            ATTACHMENT_BYTES_MAX,
            told(&AttachmentRefusal::Empty { name: place }),
            told(&AttachmentRefusal::too_large("{name}")),
        )
        .width(Width::Long)
        .refusals(refusals);
    let form = FormPart::post(format!("{own}/underlag"), &visit.csrf)
        .with_files()
        .after_draft()
        .content(html! {
            p { (words.t_args("attachments-help", &[("max", max_megabytes().into())])) }
            div.fields { (files) (Button::submit(words.t("attachments-add"))) }
        });
    html! {
        @if kept.is_empty() { h2 { (words.t("voucher-attachments")) } } @else { (table(visit, own, kept, true)) }
        (form)
    }
}

/// The largest file, as the field tells it.
fn max_megabytes() -> i64 {
    i64::try_from(ATTACHMENT_BYTES_MAX / 1024 / 1024).unwrap_or(i64::MAX)
}

fn table(visit: &Visit, own: &str, kept: &[Kept], may_remove: bool) -> Table {
    let words = visit.words;
    let mut columns = vec![
        Column::wide(words.t("attachments-name")),
        Column::number(words.t("attachments-size")),
        Column::code(words.t("attachments-hash")),
    ];
    if may_remove {
        columns.push(Column::text(words.t("drafts-do")));
    }
    let rows = kept.iter().map(|(named, bytes)| {
        let address = format!("{own}/underlag/{}", hex(&named.sha256));
        let mut cells = vec![
            Cell::markup(html! { a href=(address) download=(shown_name(named)) { (shown_name(named)) } }),
            Cell::count(bytes),
            Cell::markup(super::voucher::short(&named.sha256)),
        ];
        if may_remove {
            let remove = FormPart::post(format!("{address}/ta-bort"), &visit.csrf)
                .after_draft()
                .button(Button::submit(words.t("attachments-remove")).quiet());
            cells.push(Cell::markup(html! { (remove) }));
        }
        Row::new(cells)
    });
    Table::new(words, words.t("voucher-attachments"), columns)
        .caption_shown()
        .rows(rows)
}

/// What a document is called: its name, or its hash when the name was disposed of with the voucher's texts.
fn shown_name(named: &AttachmentRef) -> String {
    if named.name.is_empty() {
        hex(&named.sha256)
    } else {
        named.name.clone()
    }
}

/// A file as it came.
struct Sent {
    name: String,
    media_type: String,
    content: axum::body::Bytes,
}

/// The files of a form. A field no file was chosen in comes as one without name and bytes.
async fn files(mut form: Multipart) -> Result<Vec<Sent>, Miss> {
    let mut files = Vec::new();
    while let Some(field) = form.next_field().await.map_err(|_| Miss::Malformed)? {
        if field.name() != Some(FILES) {
            continue;
        }
        let name = field.file_name().unwrap_or_default();
        // Some browsers send the folder too, and all write a quotation mark as `%22`.
        let name = name.rsplit(['/', '\\']).next().unwrap_or_default().replace("%22", "\"");
        let media_type = field.content_type().unwrap_or(UNKNOWN).to_owned();
        let content = field.bytes().await.map_err(|_| Miss::Malformed)?;
        if !name.is_empty() {
            files.push(Sent {
                name,
                media_type,
                content,
            });
        }
    }
    Ok(files)
}

pub(super) async fn add(visit: Visit, Path((_, draft)): Path<(String, i64)>, form: Multipart) -> Response {
    let sent = files(form).await;
    visit.answer(move |visit| added(visit, draft, &sent?)).await
}

/// All files or none: who sent them knows what is there.
fn added(visit: &Visit, draft: i64, sent: &[Sent]) -> Answered {
    let mut wrong: Vec<AttachmentRefusal> = sent
        .iter()
        .filter_map(|file| check(&file.name, &file.media_type, &file.content).err())
        .collect();
    if sent.is_empty() {
        wrong.push(AttachmentRefusal::None);
    }
    if !wrong.is_empty() {
        return refused(visit, draft, visit.spoken(&wrong));
    }
    let found = entry::find(visit, draft)?;
    let mut content = found.content;
    for file in sent {
        let kept = match commands::attach(&visit.cx, None, &file.name, &file.media_type, &file.content) {
            Ok(kept) => kept,
            Err(stop) => {
                let wrong = visit.refused(stop)?;
                return refused(visit, draft, visit.spoken(&wrong));
            }
        };
        // The same document twice is one document.
        if content
            .voucher
            .attachments
            .iter()
            .all(|named| named.sha256 != kept.sha256)
        {
            content.voucher.attachments.push(kept);
        }
    }
    save(visit, found.head.at, &content)
}

fn save(visit: &Visit, seen: crate::draft::DraftVersion, content: &DraftContent) -> Answered {
    match commands::save_draft(&visit.cx, None, Some(seen), content, "") {
        Ok(at) => visit.go_to(&path::draft(visit, at.draft)),
        Err(stop) => {
            let wrong = visit.refused(stop)?;
            refused(visit, seen.draft, visit.spoken(&wrong))
        }
    }
}

/// The draft as it is kept, with what was refused at the files.
fn refused(visit: &Visit, draft: i64, mut refusals: Vec<Spoken>) -> Answered {
    for refusal in &mut refusals {
        refusal.field = Some(FILES.to_owned());
    }
    entry::page(visit, draft, &entry::Asked::default(), &refusals)
}

/// The address of what adds, followed as a link: the draft.
pub(super) async fn back(visit: Visit, Path((_, draft)): Path<(String, i64)>) -> Response {
    visit.answer(move |visit| visit.go_to(&path::draft(visit, draft))).await
}

pub(super) async fn remove(visit: Visit, Path((_, draft, sha256)): Path<(String, i64, String)>) -> Response {
    visit
        .answer(move |visit| {
            let found = entry::find(visit, draft)?;
            let mut content = found.content;
            content.voucher.attachments.retain(|named| hex(&named.sha256) != sha256);
            save(visit, found.head.at, &content)
        })
        .await
}

pub(super) async fn fetch_of_draft(visit: Visit, Path((_, draft, sha256)): Path<(String, i64, String)>) -> Response {
    visit
        .answer(move |visit| {
            let named = entry::find(visit, draft)?.content.voucher.attachments;
            fetched(visit, Permission::VoucherDraft, &named, &sha256)
        })
        .await
}

pub(super) async fn fetch_of_voucher(
    visit: Visit,
    Path((_, number, sha256)): Path<(String, String, String)>,
) -> Response {
    visit
        .answer(move |visit| {
            let number = VoucherNumber::parse(&number).ok_or(Miss::NotFound)?;
            let named = visit.cx.read(Permission::BooksRead, |tx| {
                let sight = Sight::load(tx, &visit.cx)?;
                let Some(seq) = vouchers::seq_of(tx, &sight, &number)? else {
                    return Ok(Vec::new());
                };
                vouchers::attachments(tx, visit.cx.entity(), seq)
            })?;
            fetched(visit, Permission::BooksRead, &named, &sha256)
        })
        .await
}

/// Always a file to save: a document somebody sent in is never shown as a page of ours.
fn fetched(visit: &Visit, needs: Permission, named: &[AttachmentRef], sha256: &str) -> Answered {
    let named = named.iter().find(|named| hex(&named.sha256) == sha256);
    let named = named.ok_or(Miss::NotFound)?;
    if !secrecy::may_open(&visit.cx, &named.sha256)? {
        return Err(Miss::NotFound);
    }
    let found = visit
        .cx
        .read(needs, |tx| attachments::content(tx, visit.cx.entity(), &named.sha256))?;
    let (media_type, content) = found.ok_or(Miss::NotFound)?;
    let headers = [
        (header::CONTENT_TYPE, media_type),
        (header::CONTENT_DISPOSITION, disposition(&shown_name(named))),
    ];
    Ok((Extension(Document), headers, content).into_response())
}

/// A name with any letters in it, as RFC 6266 writes it.
fn disposition(name: &str) -> String {
    let encoded = ["*", ",", ":", "/"].iter().fold(encode(name), |encoded, sign| {
        let byte = sign.as_bytes()[0];
        encoded.replace(sign, &format!("%{byte:02X}"))
    });
    format!("attachment; filename*=UTF-8''{encoded}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_written_so_that_no_header_breaks() {
        assert_eq!(
            disposition("hyra*, \"mars\"\r\nräkning.pdf"),
            "attachment; filename*=UTF-8''hyra%2A%2C%20%22mars%22%0D%0Ar%C3%A4kning.pdf"
        );
    }
}
