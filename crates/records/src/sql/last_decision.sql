-- The last number of a decision on disposal.
select cast(coalesce(max(decision_no), 0) as bigint) as last from disposal_decision where entity_id = $1
