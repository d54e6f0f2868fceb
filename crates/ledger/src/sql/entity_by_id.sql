-- The entity with a key.
select entity_id, code, name, org_number, rule_set, currency, colour from entity where entity_id = $1
