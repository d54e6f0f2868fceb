-- A new token.
insert into api_token (token_id, token_sha256, user_id, name, created_at, created_by, expires_at)
values ($1, $2, $3, $4, $5, $6, $7)
