-- Adds a movement of an appropriation.
insert into appropriation_movement (entity_id, movement, item, year, kind, amount_ore, decided_on, document, note, takes_back,
  registered_by, registered_by_name, registered_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
