-- Adds a protection, or what lifts one.
insert into protection (entity_id, protection_no, kind, dimension, subject, reason, set_at, set_by, set_by_name, lifts)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
