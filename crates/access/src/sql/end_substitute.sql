-- Ends a substitute's time, at once.
update substitute set taken_at = $3, taken_by = $4
where entity_id = $1 and substitute_id = $2 and taken_at is null
