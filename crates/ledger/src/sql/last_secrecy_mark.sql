-- The last number of an entity's marks of secrecy.
select coalesce(max(mark_no), 0) as last_no from secrecy_mark where entity_id = $1
