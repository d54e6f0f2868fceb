-- Allocation keys and standard prices, every revision with its author, and which run posted which voucher.

create table allocation_key (
  entity_id bigint not null references entity (entity_id),
  key_code text not null,
  version bigint not null,
  revision bigint not null,
  content_json text not null,
  saved_at text not null,
  saved_by bigint not null,
  saved_by_name text not null,
  primary key (entity_id, key_code, version, revision)
);

create table standard_price (
  entity_id bigint not null references entity (entity_id),
  dimension text not null,
  resource text not null,
  unit text not null,
  valid_from date not null,
  revision bigint not null,
  price_ore bigint not null,
  proposed boolean not null,
  saved_at text not null,
  saved_by bigint not null,
  saved_by_name text not null,
  primary key (entity_id, dimension, resource, unit, valid_from, revision)
);

create table allocation_run (
  entity_id bigint not null references entity (entity_id),
  run_no bigint not null,
  year bigint not null,
  period bigint not null,
  mark text not null,
  version bigint not null,
  journal_seq bigint,
  replaced_seq bigint,
  posted_at text not null,
  posted_by bigint not null,
  posted_by_name text not null,
  primary key (entity_id, run_no)
);
create index allocation_run_of_period on allocation_run (entity_id, year, period, mark);
