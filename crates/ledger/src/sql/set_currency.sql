-- Adds or changes a currency.
insert into currency (entity_id, currency, name, decimals) values ($1, $2, $3, $4)
on conflict (entity_id, currency) do update set name = excluded.name, decimals = excluded.decimals
