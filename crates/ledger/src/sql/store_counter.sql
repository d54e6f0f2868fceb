-- Keeps the last number given in a series and year.
update series_counter set last_number = $4 where entity_id = $1 and series = $2 and year = $3
