-- What was posted after a place in the journal, in the shape of the cube: for figures as they were then.
select year, period, coding_id, case when quantity_milli is null then '' else unit end as unit,
       cast(sum(case when amount_ore >= 0 then amount_ore else 0 end) as bigint) as debit_ore,
       cast(sum(case when amount_ore < 0 then -amount_ore else 0 end) as bigint) as credit_ore,
       cast(sum(coalesce(quantity_milli, 0)) as bigint) as quantity_milli, count(*) as line_count
from voucher_line where entity_id = $1 and journal_seq > $2 and journal_seq <= $3
group by year, period, coding_id, case when quantity_milli is null then '' else unit end
