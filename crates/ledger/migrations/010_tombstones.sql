-- What holds the seal of a voucher whose texts were disposed of: the seal itself, a hash of what is left, and
-- the decision. A chain of its own, only ever added to; each one stands in the processing history too.

create table voucher_tombstone (
  entity_id bigint not null,
  tombstone_no bigint not null,
  journal_seq bigint not null,
  decision_no bigint not null,
  run_no bigint not null,
  disposed_at text not null,
  -- The voucher's own seal, which covers the texts that are gone.
  sealed bytea not null,
  -- The hash of what is left.
  rest bytea not null,
  previous_hash bytea not null,
  hash bytea not null,
  primary key (entity_id, tombstone_no)
);
create unique index voucher_tombstone_of on voucher_tombstone (entity_id, journal_seq);
