-- The user signs in, with the password's hash as it is now made; nothing when the user was
-- deactivated or got another password meanwhile, or is no person.
update app_user set signed_in_at = $2, password_hash = $3
where user_id = $1 and password_hash = $4 and active and not robot and kind = 'person'
