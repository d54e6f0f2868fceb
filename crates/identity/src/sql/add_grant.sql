-- A role came from a provider.
insert into identity_grant (grant_id, provider, user_id) values ($1, $2, $3)
