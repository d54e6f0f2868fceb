-- The vouchers a file became, in the order they were posted.
select f.voucher_key, f.reference, f.journal_seq, v.series, v.year, v.number, v.period, v.text
from feeder_voucher as f
join voucher as v on v.entity_id = $1 and v.journal_seq = f.journal_seq
where f.entity_id = $1 and f.import_no = $2
order by f.journal_seq
