-- Tombstones of a stretch of the journal.
select tombstone_no, journal_seq, decision_no, run_no, disposed_at, sealed, rest, previous_hash, hash
from voucher_tombstone where entity_id = $1 and journal_seq > $2 and journal_seq <= $3
