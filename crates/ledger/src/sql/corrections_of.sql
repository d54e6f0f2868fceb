-- Which lines of a voucher are corrected, and by which voucher.
select k.original_line, k.correcting_seq, v.series, v.year, v.number, v.correction
from corrected_line as k
join voucher as v on v.entity_id = k.entity_id and v.journal_seq = k.correcting_seq
where k.entity_id = $1 and k.original_seq = $2 order by k.original_line
