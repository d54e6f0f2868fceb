-- Adds a version of an item of the register of appropriations.
insert into appropriation_item (entity_id, item, version, content_json, changed_by, changed_by_name, changed_at)
values ($1, $2, $3, $4, $5, $6, $7)
