-- Vouchers that name a document.
select v.series, v.year, v.number
from voucher_attachment as n
join voucher as v on v.entity_id = n.entity_id and v.journal_seq = n.journal_seq
where n.entity_id = $1 and n.sha256 = $2
order by v.journal_seq
