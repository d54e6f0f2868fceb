-- Takes a held role away, at once.
update user_role set taken_at = $4, taken_by = $5
where entity_id = $1 and grant_id = $2 and user_id = $3 and taken_at is null
