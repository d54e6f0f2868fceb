-- A directory's token.
insert into directory_token (token_sha256, provider, made_at) values ($1, $2, $3)
