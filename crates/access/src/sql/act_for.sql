-- For whom a session acts.
update session set on_behalf_of = $2 where token_sha256 = $1
