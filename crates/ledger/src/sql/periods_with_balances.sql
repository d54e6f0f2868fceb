-- The periods of an entity that anything is posted in.
select distinct year, period from balance where entity_id = $1 order by year, period
