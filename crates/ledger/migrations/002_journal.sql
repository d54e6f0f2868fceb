-- The journal (grundbok), its balances, and what ties them together. `voucher`, `voucher_line`,
-- `coding`, `corrected_line`, `voucher_attachment` and `pairing` are only ever added to.

create table coding (
  entity_id bigint not null references entity (entity_id),
  coding_id bigint not null,
  -- Account and values in one text: `5531|1=100|4=10`. What is interned.
  coding_key text not null,
  account text not null,
  d1 text not null default '', d2 text not null default '', d3 text not null default '',
  d4 text not null default '', d5 text not null default '', d6 text not null default '',
  d7 text not null default '', d8 text not null default '', d9 text not null default '',
  d10 text not null default '', d11 text not null default '', d12 text not null default '',
  primary key (entity_id, coding_id),
  unique (entity_id, coding_key)
);

create table journal_head (
  entity_id bigint not null primary key references entity (entity_id),
  last_seq bigint not null,
  last_hash bytea not null,
  last_coding bigint not null
);

create table series_counter (
  entity_id bigint not null,
  series text not null,
  year bigint not null,
  last_number bigint not null,
  primary key (entity_id, series, year)
);

-- sqlite: without rowid
create table voucher (
  entity_id bigint not null,
  journal_seq bigint not null,
  series text not null,
  year bigint not null,
  number bigint not null,
  period bigint not null,
  voucher_date date not null,
  event_date date,
  kind text not null,
  text text not null,
  counterparty text not null default '',
  registered_at text not null,
  registered_by bigint not null,
  registered_by_name text not null,
  source text not null,
  source_sha256 bytea,
  source_key text not null default '',
  link text not null default '',
  -- 'reversal', 'recoding', 'annulled' or empty; with the voucher it corrects and why.
  correction text not null default '',
  corrects_seq bigint,
  reason text not null default '',
  warnings text not null default '',
  line_count bigint not null,
  turnover_ore bigint not null,
  model_version bigint not null,
  previous_hash bytea not null,
  hash bytea not null,
  primary key (entity_id, journal_seq)
);
create unique index voucher_number on voucher (entity_id, series, year, number);
create index voucher_period on voucher (entity_id, year, period, journal_seq);

-- sqlite: without rowid
create table voucher_line (
  entity_id bigint not null,
  journal_seq bigint not null,
  line_no bigint not null,
  year bigint not null,
  period bigint not null,
  account text not null,
  coding_id bigint not null,
  amount_ore bigint not null,
  quantity_milli bigint,
  unit text not null default '',
  currency text not null default '',
  currency_minor bigint,
  text text not null default '',
  source_row bigint,
  corrects_line bigint,
  generated_by text not null default '',
  generated_version bigint,
  caused_by_line bigint,
  primary key (entity_id, journal_seq, line_no)
);
-- Coding and amount stand in it, so that the balance at a place in an account is summed from it alone.
create index voucher_line_account on voucher_line
  (entity_id, account, year, period, journal_seq, line_no, coding_id, amount_ore);

-- sqlite: without rowid
create table balance (
  entity_id bigint not null,
  year bigint not null,
  period bigint not null,
  coding_id bigint not null,
  unit text not null default '',
  debit_ore bigint not null,
  credit_ore bigint not null,
  quantity_milli bigint not null,
  line_count bigint not null,
  primary key (entity_id, year, period, coding_id, unit)
);

-- A line is corrected at most once, by a reversal or a re-coding; the key says so.
create table corrected_line (
  entity_id bigint not null,
  original_seq bigint not null,
  original_line bigint not null,
  correcting_seq bigint not null,
  primary key (entity_id, original_seq, original_line)
);
create index corrected_by on corrected_line (entity_id, correcting_seq);

create table attachment (
  entity_id bigint not null,
  sha256 bytea not null,
  media_type text not null,
  content bytea not null,
  primary key (entity_id, sha256)
);

create table voucher_attachment (
  entity_id bigint not null,
  journal_seq bigint not null,
  sha256 bytea not null,
  name text not null,
  primary key (entity_id, journal_seq, sha256)
);

-- Open items: lines of an account that were paired with each other. The parts sum to zero.
-- `journal_seq` is where the journal ended then, so that open items can be asked for as they were.
create table pairing (
  entity_id bigint not null,
  pairing_id bigint not null,
  account text not null,
  journal_seq bigint not null,
  paired_at text not null,
  paired_by bigint not null,
  paired_by_name text not null,
  undoes bigint,
  primary key (entity_id, pairing_id)
);
create table pairing_line (
  entity_id bigint not null,
  pairing_id bigint not null,
  journal_seq bigint not null,
  line_no bigint not null,
  amount_ore bigint not null,
  primary key (entity_id, pairing_id, journal_seq, line_no)
);
create index pairing_of_line on pairing_line (entity_id, journal_seq, line_no);
create index pairing_of_account on pairing (entity_id, account, pairing_id);
-- A pairing is undone at most once; the key says so.
create unique index pairing_undone on pairing (entity_id, undoes);

create table draft_head (
  entity_id bigint not null primary key,
  last_draft bigint not null
);

-- `content` is the voucher as far as it could be read, `raw` the cells as they were typed.
create table draft (
  entity_id bigint not null,
  draft_id bigint not null,
  owner bigint not null,
  owner_name text not null,
  state text not null check (state in ('working', 'parked', 'posted', 'discarded')),
  note text not null default '',
  content text not null,
  raw text,
  -- What lists show of the content.
  voucher_date date,
  text text not null default '',
  line_count bigint not null default 0,
  turnover_ore bigint not null default 0,
  version bigint not null,
  changed_by_name text not null,
  updated_at text not null,
  posted_seq bigint,
  primary key (entity_id, draft_id)
);
create index draft_state on draft (entity_id, state, owner);

create table voucher_template (
  entity_id bigint not null,
  template text not null,
  owner bigint not null,
  owner_name text not null,
  shared boolean not null,
  content text not null,
  updated_at text not null,
  primary key (entity_id, template)
);

-- SIE files state balances of their own; what they said is kept beside what the ledger came to.
create table stated_balance (
  entity_id bigint not null,
  file_sha256 bytea not null,
  year bigint not null,
  account text not null,
  stated_ore bigint not null,
  ledger_ore bigint not null,
  primary key (entity_id, file_sha256, year, account)
);
