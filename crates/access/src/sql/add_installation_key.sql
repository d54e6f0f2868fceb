-- From now on something may rest on this key.
insert into installation_key (name, key_id, added_at) values ($1, $2, $3)
on conflict (name) do nothing
