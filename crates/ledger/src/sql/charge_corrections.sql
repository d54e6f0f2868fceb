-- Whether a period corrects a voucher of an earlier day than one given, or a correction.
select 1 as found
from voucher as v
join voucher as o on o.entity_id = v.entity_id and o.journal_seq = v.corrects_seq
where v.entity_id = $1 and v.year = $2 and v.period = $3
  and (o.voucher_date < $4 or o.corrects_seq is not null or o.source = $5)
limit 1
