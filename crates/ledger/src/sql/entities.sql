-- Every entity of the installation.
select entity_id, code, name, org_number, rule_set, currency, colour from entity order by code
