-- Feeder systems (försystem), each version with its author; receipts of files that were taken, the vouchers
-- they became, and what was left out of them and why.

create table feeder (
  entity_id bigint not null,
  feeder_code text not null,
  -- Counted from 1 within entity and code; the last is the one that holds.
  version bigint not null check (version >= 1),
  -- The whole mapping as JSON.
  content text not null,
  changed_at text not null,
  changed_by bigint not null,
  changed_by_name text not null,
  primary key (entity_id, feeder_code, version)
);

create table feeder_import (
  entity_id bigint not null,
  -- Counted from 1 within the entity.
  import_no bigint not null check (import_no >= 1),
  feeder_code text not null,
  -- The version of the mapping it was read by.
  version bigint not null,
  -- Of the file's bytes, which the inbox keeps; lower-case hexadecimal.
  sha256 text not null check (length(sha256) = 64),
  file_name text not null,
  row_count bigint not null,
  taken_on date not null,
  taken_at text not null,
  taken_by bigint not null,
  taken_by_name text not null,
  primary key (entity_id, import_no)
);
create index feeder_import_of_file on feeder_import (entity_id, sha256, import_no);

create table feeder_voucher (
  entity_id bigint not null,
  import_no bigint not null,
  -- The file's own key of it.
  voucher_key text not null,
  feeder_code text not null,
  -- The feeder's own name of it, or empty.
  reference text not null,
  journal_seq bigint not null,
  primary key (entity_id, import_no, voucher_key)
);
create index feeder_voucher_of_reference on feeder_voucher (entity_id, feeder_code, reference);
create index feeder_voucher_of_journal on feeder_voucher (entity_id, journal_seq);

create table feeder_left_out (
  entity_id bigint not null,
  import_no bigint not null,
  -- Counted from 1 within the import, in the order of the file.
  item_no bigint not null check (item_no >= 1),
  voucher_key text not null,
  row_no bigint,
  column_name text not null,
  name text not null,
  -- Text key and arguments as JSON.
  said text not null,
  primary key (entity_id, import_no, item_no)
);
