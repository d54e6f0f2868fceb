-- Ends an exception before its last day.
update duty_exception set ended_at = $3, ended_by_name = $4
where entity_id = $1 and exception_no = $2 and ended_at is null
