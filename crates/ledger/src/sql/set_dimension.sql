-- Adds or changes a dimension.
insert into dimension (entity_id, position, code, name, name_en, indirect, derived_by, free_values, length_max,
  sie_dimension, valid_from, valid_to)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
on conflict (entity_id, position) do update set code = excluded.code, name = excluded.name,
  name_en = excluded.name_en, indirect = excluded.indirect, derived_by = excluded.derived_by,
  free_values = excluded.free_values, length_max = excluded.length_max, sie_dimension = excluded.sie_dimension, valid_from = excluded.valid_from,
  valid_to = excluded.valid_to
