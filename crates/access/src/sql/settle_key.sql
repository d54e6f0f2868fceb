-- Keeps the answer beside the key, in the transaction of the effect.
update command_key set answer = $3 where entity_id = $1 and command_key = $2
