-- What a claimed idempotency key was used for.
select command, request_sha256, answer from command_key where entity_id = $1 and command_key = $2
