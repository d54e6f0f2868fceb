-- The session goes on under a new token, proven as it now is.
update session set token_sha256 = $3, factors = $4, proven_at = $5, form_seed = $6, renew = false
where user_id = $1 and token_sha256 = $2
