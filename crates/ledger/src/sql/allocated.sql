-- What allocations have posted in a year up to a period, by their mark. The casts are for PostgreSQL, where
-- a sum of bigint is numeric.
select l.period, l.generated_by, c.coding_key, l.unit, l.amount_ore, l.quantity_milli
from (select period, generated_by, coding_id, unit, cast(sum(amount_ore) as bigint) as amount_ore,
             cast(coalesce(sum(quantity_milli), 0) as bigint) as quantity_milli
      from voucher_line
      where entity_id = $1 and year = $2 and period <= $3 and generated_by <> '' and substr(generated_by, 1, 11) = $4
      group by period, generated_by, coding_id, unit) as l
join coding as c on c.entity_id = $1 and c.coding_id = l.coding_id
