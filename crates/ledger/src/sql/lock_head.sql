-- The end of an entity's journal, locked until the transaction ends.
update journal_head set last_seq = last_seq where entity_id = $1
returning last_seq, last_hash, last_coding
