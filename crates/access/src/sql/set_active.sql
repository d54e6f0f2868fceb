-- Lets a user sign in, or no longer.
update app_user set active = $2 where user_id = $1
