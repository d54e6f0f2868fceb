-- The session was used.
update session set last_seen_at = $2 where token_sha256 = $1 and last_seen_at < $2
