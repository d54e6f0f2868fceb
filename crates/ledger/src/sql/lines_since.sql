-- Lines of a year up to a period that were registered after a place in the journal, in order, with their
-- vouchers: what has come since a file was made.
select l.journal_seq, l.line_no, l.period, l.coding_id, l.amount_ore, l.quantity_milli, l.unit, l.text,
       v.series, v.number, v.voucher_date, v.correction, v.text as voucher_text
from voucher_line as l join voucher as v on v.entity_id = l.entity_id and v.journal_seq = l.journal_seq
where l.entity_id = $1 and l.journal_seq > $2 and l.year = $3 and l.period <= $4
order by l.journal_seq, l.line_no
