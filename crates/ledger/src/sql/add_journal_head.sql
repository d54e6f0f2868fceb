-- The journal of a new entity: empty.
insert into journal_head (entity_id, last_seq, last_hash, last_coding) values ($1, 0, $2, 0)
