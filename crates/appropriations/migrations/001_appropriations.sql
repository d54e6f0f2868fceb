-- Appropriations, revenue titles and commitments. Every table but the counter is only added to: of an
-- item and of its terms every version stays, and a movement is taken back by another.

create table appropriation_item (
  entity_id bigint not null,
  item text not null,
  version bigint not null,
  content_json text not null,
  changed_by bigint not null,
  changed_by_name text not null,
  changed_at text not null,
  primary key (entity_id, item, version)
);

create table appropriation_terms (
  entity_id bigint not null,
  item text not null,
  year bigint not null,
  version bigint not null,
  content_json text not null,
  changed_by bigint not null,
  changed_by_name text not null,
  changed_at text not null,
  primary key (entity_id, item, year, version)
);

create table appropriation_movement (
  entity_id bigint not null,
  movement bigint not null,
  item text not null,
  year bigint not null,
  kind text not null check (kind in ('opening', 'allotment', 'other_decision', 'distributed', 'redirected',
                                     'overrun', 'withdrawal')),
  amount_ore bigint not null,
  decided_on date not null,
  document text not null,
  note text not null,
  takes_back bigint,
  registered_by bigint not null,
  registered_by_name text not null,
  registered_at text not null,
  primary key (entity_id, movement)
);
create index appropriation_movement_year on appropriation_movement (entity_id, year, item);
-- A movement is taken back at most once; the key says so.
create unique index appropriation_movement_taken_back on appropriation_movement (entity_id, takes_back);

create table commitment (
  entity_id bigint not null,
  commitment bigint not null,
  item text not null,
  counterparty text not null,
  decided_on date not null,
  document text not null,
  note text not null,
  total_ore bigint not null,
  -- Whether it counts: 17 § first paragraph of the appropriation ordinance.
  first_paragraph boolean not null,
  registered_by bigint not null,
  registered_by_name text not null,
  registered_at text not null,
  primary key (entity_id, commitment)
);

create table commitment_year (
  entity_id bigint not null,
  commitment bigint not null,
  year bigint not null,
  amount_ore bigint not null,
  primary key (entity_id, commitment, year)
);

-- What became of a commitment: settled (infriat) or annulled, in the order it happened.
create table commitment_event (
  entity_id bigint not null,
  commitment bigint not null,
  event bigint not null,
  kind text not null check (kind in ('settled', 'annulled')),
  happened_on date not null,
  amount_ore bigint not null,
  -- The voucher line it was settled by; empty when it was entered.
  voucher text not null,
  line_no bigint,
  note text not null,
  registered_by bigint not null,
  registered_by_name text not null,
  registered_at text not null,
  primary key (entity_id, commitment, event)
);
-- A voucher line settles at most one commitment; the key says so.
create unique index commitment_event_line on commitment_event (entity_id, voucher, line_no);

-- Numbers of movements and commitments, and the turn in which they are registered.
create table appropriation_counter (
  entity_id bigint not null,
  kind text not null,
  last_number bigint not null,
  primary key (entity_id, kind)
);
