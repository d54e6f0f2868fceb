-- The cube of one year: every coding and period that has balances.
select period, coding_id, unit, debit_ore, credit_ore, quantity_milli, line_count
from balance where entity_id = $1 and year = $2 and period >= $3 and period <= $4
