-- The last number of a hold.
select cast(coalesce(max(hold_no), 0) as bigint) as last from disposal_hold where entity_id = $1
