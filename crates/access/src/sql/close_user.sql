-- A directory lets a user sign in no longer; nothing when the user is closed.
update app_user set active = false where user_id = $1 and active
