-- The voucher that a feeder's own name stands for: the latest that is not reversed.
select f.import_no, i.taken_on, i.taken_by_name, v.series, v.year, v.number
from feeder_voucher as f
join feeder_import as i on i.entity_id = $1 and i.import_no = f.import_no
join voucher as v on v.entity_id = $1 and v.journal_seq = f.journal_seq
where f.entity_id = $1 and f.feeder_code = $2 and f.reference = $3
  and not exists (
    select 1 from corrected_line as k
    join voucher as c on c.entity_id = $1 and c.journal_seq = k.correcting_seq and c.correction = 'reversal'
    where k.entity_id = $1 and k.original_seq = f.journal_seq)
order by f.journal_seq desc limit 1
