-- Adds a version of the terms of an item for a year.
insert into appropriation_terms (entity_id, item, year, version, content_json, changed_by, changed_by_name, changed_at)
values ($1, $2, $3, $4, $5, $6, $7, $8)
