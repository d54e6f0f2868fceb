-- Adds a version of a posting rule, or changes whether and how long it applies.
insert into posting_rule (entity_id, rule, version, content_json) values ($1, $2, $3, $4)
on conflict (entity_id, rule, version) do update set content_json = excluded.content_json
