-- Adds a revision of a group.
insert into party_group (entity_id, group_code, revision, name, saved_at, saved_by, saved_by_name)
values ($1, $2, $3, $4, $5, $6, $7)
