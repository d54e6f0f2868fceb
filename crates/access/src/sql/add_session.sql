-- A new session.
insert into session (token_sha256, user_id, created_at, last_seen_at, address, agent)
values ($1, $2, $3, $3, $4, $5)
