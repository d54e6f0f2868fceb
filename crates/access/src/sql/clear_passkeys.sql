-- All of a user's passkeys are gone.
delete from passkey where user_id = $1
