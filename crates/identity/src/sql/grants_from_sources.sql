-- Numbers of the roles that any provider has given a user.
select grant_id from identity_grant where user_id = $1
