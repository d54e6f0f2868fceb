-- Packages that were made, decisions on disposal, runs by them, and holds. Only ever added to.

create table archive_package (
  entity_id bigint not null,
  package_no bigint not null,
  year bigint not null,
  as_of date not null,
  folder text not null,
  file_count bigint not null,
  file_bytes bigint not null,
  journal_seq bigint not null,
  journal_hash text not null,
  manifest_sha256 text not null,
  made_at text not null,
  made_by bigint not null,
  made_by_name text not null,
  primary key (entity_id, package_no)
);

create table archive_verification (
  entity_id bigint not null,
  verification_no bigint not null,
  manifest_sha256 text not null,
  damages bigint not null,
  -- The first damage, `file:line kind`; empty when there is none.
  first_damage text not null default '',
  verified_at text not null,
  verified_by bigint not null,
  verified_by_name text not null,
  primary key (entity_id, verification_no)
);

create table disposal_decision (
  entity_id bigint not null,
  decision_no bigint not null,
  -- Type of record: 'attachment', 'inbox' …
  record text not null,
  -- The authority's own reference, and the day it decided.
  reference text not null,
  decided_on date not null,
  through_year bigint not null,
  earliest_on date not null,
  proposed_at text not null,
  proposed_by bigint not null,
  proposed_by_name text not null,
  primary key (entity_id, decision_no)
);

-- At most one verdict on a decision; the key says so.
create table disposal_verdict (
  entity_id bigint not null,
  decision_no bigint not null,
  outcome text not null check (outcome in ('approved', 'rejected')),
  given_at text not null,
  given_by bigint not null,
  given_by_name text not null,
  primary key (entity_id, decision_no)
);

-- A run is made in batches, each a transaction.
create table disposal_batch (
  entity_id bigint not null,
  run_no bigint not null,
  batch_no bigint not null,
  decision_no bigint not null,
  disposed bigint not null,
  file_bytes bigint not null,
  run_at text not null,
  run_by bigint not null,
  run_by_name text not null,
  primary key (entity_id, run_no, batch_no)
);

create table disposal_hold (
  entity_id bigint not null,
  hold_no bigint not null,
  -- Empty: every type.
  record text not null default '',
  year_from bigint,
  year_to bigint,
  -- A voucher whose documents are held; empty: whatever the rest says.
  voucher text not null default '',
  reason text not null,
  valid_from date not null,
  valid_to date,
  made_at text not null,
  made_by bigint not null,
  made_by_name text not null,
  primary key (entity_id, hold_no)
);

-- A hold is lifted at most once; the key says so.
create table disposal_release (
  entity_id bigint not null,
  hold_no bigint not null,
  reason text not null,
  released_at text not null,
  released_by bigint not null,
  released_by_name text not null,
  primary key (entity_id, hold_no)
);
