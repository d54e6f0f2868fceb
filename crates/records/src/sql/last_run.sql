-- The last number of a run.
select cast(coalesce(max(run_no), 0) as bigint) as last from disposal_batch where entity_id = $1
