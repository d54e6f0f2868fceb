-- A piece of a file of the outbox.
insert into outbox_chunk (entity_id, kind, number, chunk, content) values ($1, $2, $3, $4, $5)
