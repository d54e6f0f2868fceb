-- A version of a feeder system.
insert into feeder (entity_id, feeder_code, version, content, changed_at, changed_by, changed_by_name)
values ($1, $2, $3, $4, $5, $6, $7)
