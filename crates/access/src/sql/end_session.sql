-- Ends one session of a user.
delete from session where user_id = $1 and token_sha256 = $2
