-- Adds a revision of a version of an allocation key.
insert into allocation_key (entity_id, key_code, version, revision, content_json, saved_at, saved_by, saved_by_name)
values ($1, $2, $3, $4, $5, $6, $7, $8)
