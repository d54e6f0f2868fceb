-- The user signs in, proven by other means than a password; nothing when the user may not.
update app_user set signed_in_at = $2 where user_id = $1 and active and not robot and kind = 'person'
