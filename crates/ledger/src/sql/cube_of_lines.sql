-- What was posted between two places in the journal, in the shape of the cube of one year: for
-- figures as they were then. The casts are for PostgreSQL, where a sum of bigint is numeric.
select period, coding_id, case when quantity_milli is null then '' else unit end as unit,
       cast(sum(case when amount_ore >= 0 then amount_ore else 0 end) as bigint) as debit_ore,
       cast(sum(case when amount_ore < 0 then -amount_ore else 0 end) as bigint) as credit_ore,
       cast(sum(coalesce(quantity_milli, 0)) as bigint) as quantity_milli, count(*) as line_count
from voucher_line
where entity_id = $1 and year = $2 and period >= $3 and period <= $4 and journal_seq > $5 and journal_seq <= $6
group by period, coding_id, case when quantity_milli is null then '' else unit end
