-- What of the books is secret, beside the books and never in them: a mark on a voucher, a draft or a
-- document, with the paragraph of the secrecy act it rests on. A mark is lifted by another row.
create table secrecy_mark (
  entity_id bigint not null references entity (entity_id),
  mark_no bigint not null check (mark_no >= 1),
  kind text not null check (kind in ('voucher', 'draft', 'document')),
  -- A voucher's place in the journal, a draft's number, a document's SHA-256 in hexadecimal.
  subject text not null,
  statute text not null,
  reason text not null,
  valid_from date not null,
  valid_to date,
  -- The mark this row lifts.
  lifts bigint,
  marked_at text not null,
  marked_by bigint not null,
  marked_by_name text not null,
  primary key (entity_id, mark_no)
);
create index secrecy_mark_of_subject on secrecy_mark (entity_id, kind, subject);
create unique index secrecy_mark_lifted on secrecy_mark (entity_id, lifts);

-- Which vouchers a document belongs to: when one of them is secret, so is the document.
create index voucher_attachment_of_document on voucher_attachment (entity_id, sha256);
