-- Lets where a token was for go that the log has named.
delete from api_token_place
where token_id in (select t.token_id from api_token as t where t.token_sha256 = $1)
