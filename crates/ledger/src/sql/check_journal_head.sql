-- The end of the journal as it is kept.
select last_seq, last_hash, last_coding from journal_head where entity_id = $1
