-- Lines of vouchers that correct, each with the line it points at and the row that claims that line.
select v.series, v.year, v.number, v.correction, v.corrects_seq, l.journal_seq, l.line_no, l.corrects_line,
       l.amount_ore, l.coding_id, o.amount_ore as original_amount, o.coding_id as original_coding,
       k.correcting_seq as registered_seq
from voucher as v
join voucher_line as l on l.entity_id = v.entity_id and l.journal_seq = v.journal_seq
left join voucher_line as o
       on o.entity_id = v.entity_id and o.journal_seq = v.corrects_seq and o.line_no = l.corrects_line
left join corrected_line as k
       on k.entity_id = v.entity_id and k.original_seq = v.corrects_seq and k.original_line = l.corrects_line
where v.entity_id = $1 and v.corrects_seq is not null and l.corrects_line is not null
order by l.journal_seq, l.line_no
