-- How many second factors a user has.
select (select count(*) from totp t where t.user_id = $1 and t.confirmed_at is not null)
  + (select count(*) from passkey k where k.user_id = $1) as factors
