-- Adds a version of a group of entities.
insert into entity_group_version (
  group_code, version, name, members_json, changed_by, changed_by_name, changed_at
) values ($1, $2, $3, $4, $5, $6, $7)
