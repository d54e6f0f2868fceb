-- Makes an entity.
insert into entity (entity_id, code, name, org_number, rule_set, colour, created_at)
values ($1, $2, $3, $4, $5, $6, $7)
