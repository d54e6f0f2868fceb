-- Moves the accounting model to its next version.
update model_head set version = $2, stamp = $3 where entity_id = $1
