-- A page of the voucher list, newest first: only what every list shows.
select journal_seq, series, year, number, period, voucher_date, kind, text, counterparty, registered_by_name,
       registered_at, source, correction, line_count, turnover_ore
from voucher
where entity_id = $1 and journal_seq < $2
  and ($3 = '' or series = $3)
  and period >= $4 and period <= $5
  and voucher_date >= $6 and voucher_date <= $7
  and number >= $8 and number <= $9
  and ($10 = '' or kind = $10)
order by journal_seq desc limit $11
