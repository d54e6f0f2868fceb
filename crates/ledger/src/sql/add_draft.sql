-- A new draft, as yet empty.
insert into draft (entity_id, draft_id, owner, owner_name, state, content, version, changed_by_name, updated_at)
values ($1, $2, $3, $4, 'working', '{}', 0, $5, $6)
