-- The entity with a code.
select entity_id, code, name, org_number, rule_set, currency, colour from entity where code = $1
