-- A new passkey; nothing when it is registered already.
insert into passkey (passkey_id, user_id, credential_id, credential, name, added_at)
values ($1, $2, $3, $4, $5, $6)
on conflict (credential_id) do nothing
