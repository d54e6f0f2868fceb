-- What was disposed of: the row stays when the bytes are gone, with their hash and the decision.

create table disposed (
  entity_id bigint not null,
  disposed_no bigint not null,
  -- Type of record: 'attachment', 'inbox', 'outbox', 'draft'.
  record text not null,
  -- Which: a document's hash, 'kind/hash' of a file that came, 'kind/number' of one that left, a number.
  subject text not null,
  sha256 text not null check (length(sha256) = 64),
  file_bytes bigint not null check (file_bytes >= 0),
  -- What it belonged to, without words of persons: voucher numbers, a period.
  about text not null,
  decision_no bigint not null,
  run_no bigint not null,
  disposed_at text not null,
  disposed_by bigint not null,
  disposed_by_name text not null,
  primary key (entity_id, disposed_no)
);

create index disposed_subject on disposed (entity_id, record, subject);
