-- What a token may.
select permission from api_token_permission where token_id = $1 order by permission
