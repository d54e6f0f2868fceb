-- Lines of one account in a year, in order of period and journal, from a place on.
select l.journal_seq, l.line_no, l.period, l.coding_id, l.amount_ore, l.quantity_milli, l.unit, l.text,
       v.series, v.number, v.voucher_date, v.text as voucher_text, v.correction
from voucher_line as l join voucher as v on v.entity_id = l.entity_id and v.journal_seq = l.journal_seq
where l.entity_id = $1 and l.account = $2 and l.year = $3
  and (l.period, l.journal_seq, l.line_no) > ($4, $5, $6)
  and l.period <= $7
order by l.period, l.journal_seq, l.line_no limit $8
