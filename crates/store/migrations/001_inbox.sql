-- The inbox: every file that came in, as it came, once per entity and kind; and what became of it.

create table inbox_file (
  entity_id bigint not null,
  -- What sort of file: 'sie', 'svefaktura', 'bank_statement' …
  kind text not null,
  -- Lower-case hexadecimal.
  sha256 text not null check (length(sha256) = 64),
  file_name text not null,
  file_bytes bigint not null check (file_bytes >= 0),
  received_at text not null,
  received_by bigint not null,
  primary key (entity_id, kind, sha256)
);

create index inbox_file_received on inbox_file (entity_id, received_at);

create table inbox_chunk (
  entity_id bigint not null,
  kind text not null,
  sha256 text not null,
  -- Counted from 1; every chunk but the last is 1 MiB.
  chunk bigint not null check (chunk >= 1),
  content bytea not null,
  primary key (entity_id, kind, sha256, chunk),
  foreign key (entity_id, kind, sha256) references inbox_file (entity_id, kind, sha256)
);

-- The last row is what holds.
create table inbox_outcome (
  entity_id bigint not null,
  kind text not null,
  sha256 text not null,
  number bigint not null check (number >= 1),
  outcome text not null,
  detail jsonb,
  decided_at text not null,
  primary key (entity_id, kind, sha256, number),
  foreign key (entity_id, kind, sha256) references inbox_file (entity_id, kind, sha256)
);
