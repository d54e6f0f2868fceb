-- Keeps what holds the seal of a voucher whose texts go.
insert into voucher_tombstone (entity_id, tombstone_no, journal_seq, decision_no, run_no, disposed_at, sealed, rest, previous_hash, hash)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
