-- The last number of every series and year as it is kept.
select series, year, last_number from series_counter where entity_id = $1 order by series, year
