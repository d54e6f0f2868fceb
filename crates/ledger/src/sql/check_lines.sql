-- Lines of a stretch of the journal, every column, without their codings: those are in memory.
select journal_seq, line_no, year, period, account, coding_id, amount_ore, quantity_milli, unit, currency,
       currency_minor, text, source_row, corrects_line, generated_by, generated_version, caused_by_line
from voucher_line where entity_id = $1 and journal_seq > $2 and journal_seq <= $3
order by journal_seq, line_no
