-- The cube of a year up to a period, by period, coding as text and unit: what allocation keys share out.
select b.period, c.coding_key, b.unit, b.debit_ore - b.credit_ore as amount_ore, b.quantity_milli
from balance as b
join coding as c on c.entity_id = b.entity_id and c.coding_id = b.coding_id
where b.entity_id = $1 and b.year = $2 and b.period <= $3
