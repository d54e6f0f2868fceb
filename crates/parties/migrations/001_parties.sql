-- Parties in dated versions, the accounts they are paid to, blocks, groups and settings. All but the counter is only
-- added to: the last revision from a day is what holds from that day, and those before it are its history.

create table party_counter (
  entity_id bigint not null references entity (entity_id),
  last_change bigint not null,
  last_number bigint not null,
  primary key (entity_id)
);

create table party (
  entity_id bigint not null references entity (entity_id),
  party text not null,
  added_at text not null,
  added_by bigint not null,
  added_by_name text not null,
  primary key (entity_id, party)
);

create table party_version (
  entity_id bigint not null,
  party text not null,
  valid_from date not null,
  revision bigint not null,
  change_no bigint not null,
  name text not null,
  name_key text not null,
  other_names_json text not null,
  roles text not null,
  kind text not null,
  org_number text,
  personal_number text,
  vat_number text,
  gln text,
  peppol text,
  addresses_json text not null,
  email text,
  language text not null,
  counterparty text not null,
  counterparty_kind text not null,
  within_eu boolean not null,
  agreement boolean not null,
  group_codes text not null,
  vat_treatment text not null,
  term_days bigint not null,
  currency text not null,
  protected boolean not null,
  direct_debit boolean not null,
  state text not null,
  origin text not null,
  accepted text not null,
  saved_on date not null,
  saved_at text not null,
  saved_by bigint not null,
  saved_by_name text not null,
  approved_by bigint,
  approved_by_name text,
  primary key (entity_id, party, valid_from, revision),
  unique (entity_id, change_no),
  foreign key (entity_id, party) references party (entity_id, party)
);
create index party_version_of_org_number on party_version (entity_id, org_number);
create index party_version_of_personal_number on party_version (entity_id, personal_number);
create index party_version_of_vat_number on party_version (entity_id, vat_number);
create index party_version_of_gln on party_version (entity_id, gln);
create index party_version_of_peppol on party_version (entity_id, peppol);

create table party_account (
  entity_id bigint not null,
  party text not null,
  account_no bigint not null,
  valid_from date not null,
  revision bigint not null,
  change_no bigint not null,
  route text not null,
  account text not null,
  bic text,
  holder text not null,
  currency text not null,
  preferred boolean not null,
  in_use boolean not null,
  check_digit_fits boolean not null,
  reason text not null,
  accepted text not null,
  proposed_at text not null,
  saved_on date not null,
  saved_at text not null,
  saved_by bigint not null,
  saved_by_name text not null,
  approved_by bigint,
  approved_by_name text,
  primary key (entity_id, party, account_no, valid_from, revision),
  unique (entity_id, change_no),
  foreign key (entity_id, party) references party (entity_id, party)
);
create index party_account_of_account on party_account (entity_id, account);

create table party_block (
  entity_id bigint not null,
  party text not null,
  change_no bigint not null,
  what text not null,
  blocked boolean not null,
  reason text not null,
  saved_at text not null,
  saved_by bigint not null,
  saved_by_name text not null,
  primary key (entity_id, change_no),
  foreign key (entity_id, party) references party (entity_id, party)
);
create index party_block_of_party on party_block (entity_id, party, what, change_no);

create table party_group (
  entity_id bigint not null references entity (entity_id),
  group_code text not null,
  revision bigint not null,
  name text not null,
  saved_at text not null,
  saved_by bigint not null,
  saved_by_name text not null,
  primary key (entity_id, group_code, revision)
);

create table party_setting (
  entity_id bigint not null references entity (entity_id),
  revision bigint not null,
  highlight_days bigint not null,
  saved_at text not null,
  saved_by bigint not null,
  saved_by_name text not null,
  primary key (entity_id, revision)
);
