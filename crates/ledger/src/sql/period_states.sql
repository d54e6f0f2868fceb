-- State of every period and module of an entity.
select year, period, module, state from period_state where entity_id = $1 order by year, period, module
