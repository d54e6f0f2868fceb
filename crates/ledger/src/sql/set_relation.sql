-- Adds or changes a relation.
insert into relation (entity_id, relation, from_dimension, name, name_en) values ($1, $2, $3, $4, $5)
on conflict (entity_id, relation) do update set from_dimension = excluded.from_dimension, name = excluded.name,
  name_en = excluded.name_en
