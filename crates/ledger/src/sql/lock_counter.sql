-- The last number of a series in a year, locked until the transaction ends; begins at zero.
insert into series_counter (entity_id, series, year, last_number) values ($1, $2, $3, 0)
on conflict (entity_id, series, year) do update set last_number = series_counter.last_number
returning last_number
