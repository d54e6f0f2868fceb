-- A user changes the password, while it still is the one that was given.
update app_user set password_hash = $2 where user_id = $1 and password_hash = $3 and active
