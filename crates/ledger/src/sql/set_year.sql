-- Adds a fiscal year; one that is there stays as it is.
insert into fiscal_year (entity_id, year, starts_on, ends_on) values ($1, $2, $3, $4)
on conflict (entity_id, year) do nothing
