-- Keeps that a hold is lifted.
insert into disposal_release (entity_id, hold_no, reason, released_at, released_by, released_by_name)
values ($1, $2, $3, $4, $5, $6)
