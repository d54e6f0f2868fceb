-- Adds or changes a series.
insert into series (entity_id, series, name, name_en, outside) values ($1, $2, $3, $4, $5)
on conflict (entity_id, series) do update set name = excluded.name, name_en = excluded.name_en,
  outside = excluded.outside
