-- A user's app for one-time codes.
select secret_sealed, confirmed_at from totp where user_id = $1
