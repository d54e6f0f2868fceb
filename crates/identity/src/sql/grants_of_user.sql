-- Numbers of the roles a provider has given a user.
select grant_id from identity_grant where user_id = $1 and provider = $2
