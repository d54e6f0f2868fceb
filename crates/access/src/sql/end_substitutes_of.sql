-- A user is nobody's substitute any more.
update substitute set taken_at = $2, taken_by = $3 where user_id = $1 and taken_at is null
