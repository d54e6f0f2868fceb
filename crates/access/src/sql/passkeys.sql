-- A user's passkeys, the oldest first.
select passkey_id, user_id, credential, name, added_at, used_at
from passkey where user_id = $1 order by passkey_id
