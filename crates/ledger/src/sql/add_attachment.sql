-- Keeps a document.
insert into attachment (entity_id, sha256, media_type, content) values ($1, $2, $3, $4)
