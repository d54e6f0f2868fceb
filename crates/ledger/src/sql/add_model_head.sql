-- The accounting model of a new entity: empty.
insert into model_head (entity_id, version, stamp) values ($1, 0, $2)
