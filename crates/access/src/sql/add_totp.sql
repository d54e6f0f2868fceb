-- A new app for one-time codes, not yet confirmed.
insert into totp (user_id, secret_sealed, added_at) values ($1, $2, $3)
