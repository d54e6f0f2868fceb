-- Adds a revision of a standard price.
insert into standard_price
  (entity_id, dimension, resource, unit, valid_from, revision, price_ore, proposed, saved_at, saved_by, saved_by_name)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
