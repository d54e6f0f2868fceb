-- Moves the end of the journal.
update journal_head set last_seq = $2, last_hash = $3, last_coding = $4 where entity_id = $1
