-- The last number of an entity's protections.
select coalesce(max(protection_no), 0) as last_no from protection where entity_id = $1
