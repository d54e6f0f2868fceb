-- The passkey that calls itself so.
select passkey_id, user_id, credential from passkey where credential_id = $1
