-- The number of the last run.
select run_no from allocation_run where entity_id = $1 order by run_no desc limit 1
