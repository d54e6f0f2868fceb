-- Adds or changes the rate of a currency from a day.
insert into currency_rate (entity_id, currency, valid_from, rate_micro) values ($1, $2, $3, $4)
on conflict (entity_id, currency, valid_from) do update set rate_micro = excluded.rate_micro
