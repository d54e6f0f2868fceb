-- Every balance.
select year, period, coding_id, unit, debit_ore, credit_ore, quantity_milli, line_count
from balance where entity_id = $1 order by year, period, coding_id, unit
