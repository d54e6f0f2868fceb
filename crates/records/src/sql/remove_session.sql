-- Lets a session go that the log has named.
delete from session where token_sha256 = $1
