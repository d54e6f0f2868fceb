-- A user's codes count no more when there is no factor they stand in for.
delete from recovery_code where user_id = $1
  and not exists (select 1 from totp t where t.user_id = $1 and t.confirmed_at is not null)
  and not exists (select 1 from passkey k where k.user_id = $1)
