-- A new session, and when its user last showed who they are.
insert into session (token_sha256, user_id, created_at, last_seen_at, address, agent, method, factors, proven_at, form_seed)
values ($1, $2, $3, $3, $4, $5, $6, $7, $8, $9)
