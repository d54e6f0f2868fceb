-- Lets a token go that the log has named.
delete from api_token where token_sha256 = $1
