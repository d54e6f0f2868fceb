-- Claims an idempotency key; changes nothing when it is taken.
insert into command_key (entity_id, command_key, command, request_sha256, claimed_at)
values ($1, $2, $3, $4, $5)
on conflict (entity_id, command_key) do nothing
