-- Gives a user another password.
update app_user set password_hash = $2 where user_id = $1
