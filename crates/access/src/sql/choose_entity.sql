-- The entity a session looks at.
update session set entity_id = $2 where token_sha256 = $1
