-- What a token may.
insert into api_token_permission (token_id, permission) values ($1, $2)
