-- The token was used.
update api_token set used_at = $2 where token_id = $1 and (used_at is null or used_at < $2)
