-- Ends every session of a user but one.
delete from session where user_id = $1 and token_sha256 <> $2
