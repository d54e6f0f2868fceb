-- Lines of a stretch of the journal, in order: what the journal shows of them.
select journal_seq, line_no, coding_id, amount_ore, quantity_milli, unit, text
from voucher_line where entity_id = $1 and journal_seq >= $2 and journal_seq <= $3
order by journal_seq, line_no
