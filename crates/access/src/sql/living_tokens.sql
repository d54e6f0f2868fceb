-- How many living tokens a user has.
select count(*) as tokens from api_token where user_id = $1 and revoked_at is null and expires_at > $2
