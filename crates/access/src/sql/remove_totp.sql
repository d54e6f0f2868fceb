-- The user has no app for one-time codes any more.
delete from totp where user_id = $1
