-- The end of an entity's journal.
select last_seq, last_hash from journal_head where entity_id = $1
