-- One of a user's passkeys is gone.
delete from passkey where user_id = $1 and passkey_id = $2
