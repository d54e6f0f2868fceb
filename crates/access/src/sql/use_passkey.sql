-- The passkey was shown; nothing when it was removed.
update passkey set credential = $3, used_at = $4 where passkey_id = $1 and user_id = $2
