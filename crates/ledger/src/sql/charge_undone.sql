-- Lines that took others back and were taken back themselves.
select l.journal_seq, l.line_no, v.corrects_seq, l.corrects_line
from corrected_line as c
join voucher_line as l on l.entity_id = c.entity_id and l.journal_seq = c.original_seq and l.line_no = c.original_line
join voucher as v on v.entity_id = l.entity_id and v.journal_seq = l.journal_seq
where c.entity_id = $1 and l.corrects_line is not null and v.corrects_seq is not null
