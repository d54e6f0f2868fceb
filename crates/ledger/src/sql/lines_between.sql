-- Lines of a stretch of the journal with their coding, in order.
select l.journal_seq, l.line_no, l.period, c.coding_key, l.amount_ore, l.quantity_milli, l.unit, l.currency,
       l.currency_minor, l.text, l.source_row, l.corrects_line, l.generated_by, l.generated_version, l.caused_by_line
from voucher_line as l join coding as c on c.entity_id = l.entity_id and c.coding_id = l.coding_id
where l.entity_id = $1 and l.journal_seq >= $2 and l.journal_seq <= $3
order by l.journal_seq, l.line_no
