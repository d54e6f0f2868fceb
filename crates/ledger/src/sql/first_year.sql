-- The first year with balances, 0 when there is none.
select coalesce(min(year), 0) as year from balance where entity_id = $1
