-- Adds or changes a hierarchy.
insert into hierarchy (entity_id, hierarchy, dimension, name, name_en) values ($1, $2, $3, $4, $5)
on conflict (entity_id, hierarchy) do update set dimension = excluded.dimension, name = excluded.name,
  name_en = excluded.name_en
