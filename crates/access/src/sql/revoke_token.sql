-- A user's token opens nothing any more; nothing when it was revoked before.
update api_token set revoked_at = $3, revoked_by = $4 where token_id = $1 and user_id = $2 and revoked_at is null
