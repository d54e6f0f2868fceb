-- State of every period and module, every column.
select year, period, module, state, changed_by_name, changed_at, reason
from period_state where entity_id = $1 order by year, period, module
