-- A piece of a received file.
insert into inbox_chunk (entity_id, kind, sha256, chunk, content) values ($1, $2, $3, $4, $5)
