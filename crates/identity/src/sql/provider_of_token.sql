-- The directory that a token proves.
select provider from directory_token where token_sha256 = $1 and ended_at is null
