-- Runs, the latest first, as their batches tell them. The casts are for PostgreSQL, where a sum is numeric.
select run_no, decision_no, cast(sum(disposed) as bigint) as disposed, cast(sum(file_bytes) as bigint) as file_bytes,
       min(run_at) as run_at, min(run_by_name) as run_by_name
from disposal_batch where entity_id = $1
group by run_no, decision_no
order by run_no desc
