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
  and registered_at >= $11 and registered_at < $12
  and ($13 = 0 or exists (
    select 1 from voucher_line as l
    where l.entity_id = $1 and l.journal_seq = voucher.journal_seq
      and abs(l.amount_ore) >= $14 and abs(l.amount_ore) <= $15))
order by journal_seq desc limit $16
