-- The cube of one year summed over a stretch of periods. The casts are for PostgreSQL, where a sum of
-- bigint is numeric.
select coding_id, unit, cast(sum(debit_ore) as bigint) as debit_ore, cast(sum(credit_ore) as bigint) as credit_ore,
       cast(sum(quantity_milli) as bigint) as quantity_milli, cast(sum(line_count) as bigint) as line_count
from balance where entity_id = $1 and year = $2 and period >= $3 and period <= $4
group by coding_id, unit
