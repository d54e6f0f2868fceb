-- Allocation keys with every revision of every version.
select key_code, version, revision, content_json, saved_at, saved_by_name from allocation_key
where entity_id = $1 order by key_code, version, revision
