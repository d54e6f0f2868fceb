-- Keeps a document; another may keep the same at the same moment.
insert into attachment (entity_id, sha256, media_type, content) values ($1, $2, $3, $4)
on conflict (entity_id, sha256) do nothing
