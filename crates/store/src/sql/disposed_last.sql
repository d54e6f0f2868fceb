-- The last number of the log of what was disposed of.
select cast(coalesce(max(disposed_no), 0) as bigint) as last from disposed where entity_id = $1
