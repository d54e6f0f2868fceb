-- The outbox: every file that was made to leave, as it was made; numbered within entity and kind.

create table outbox_file (
  entity_id bigint not null,
  -- What sort of file: 'hermes', 'tdb' …
  kind text not null,
  -- Counted from 1, without gaps.
  number bigint not null check (number >= 1),
  file_name text not null,
  -- The periods it tells of, yyyymm, both included.
  period_from bigint not null,
  period_to bigint not null,
  -- The end of the journal it was made from.
  journal_seq bigint not null check (journal_seq >= 0),
  charset text not null,
  file_bytes bigint not null check (file_bytes >= 0),
  -- Of its bytes, lower-case hexadecimal.
  sha256 text not null check (length(sha256) = 64),
  made_at text not null,
  made_by bigint not null,
  made_by_name text not null,
  -- SHA-256 over everything above, lower-case hexadecimal.
  seal text not null check (length(seal) = 64),
  primary key (entity_id, kind, number),
  -- The same bytes under the same name for the same periods are the same file.
  unique (entity_id, kind, sha256, file_name, period_from, period_to)
);

create table outbox_chunk (
  entity_id bigint not null,
  kind text not null,
  number bigint not null,
  -- Counted from 1; every chunk but the last is 1 MiB.
  chunk bigint not null check (chunk >= 1),
  content bytea not null,
  primary key (entity_id, kind, number, chunk),
  foreign key (entity_id, kind, number) references outbox_file (entity_id, kind, number)
);
