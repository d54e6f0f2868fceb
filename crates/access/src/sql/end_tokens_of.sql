-- Every token of a user opens nothing any more.
update api_token set revoked_at = $2, revoked_by = $3 where user_id = $1 and revoked_at is null
