-- Names an account level.
insert into account_level (entity_id, prefix, name, name_en) values ($1, $2, $3, $4)
on conflict (entity_id, prefix) do update set name = excluded.name, name_en = excluded.name_en
