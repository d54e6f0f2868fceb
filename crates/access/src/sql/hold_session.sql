-- Holds a session until the end of the transaction; nothing when it has ended.
update session set renew = renew where user_id = $1 and token_sha256 = $2
