-- Documents of vouchers whose voucher or whose content is not there.
select a.journal_seq, a.sha256, v.series, v.year, v.number
from voucher_attachment as a
left join voucher as v on v.entity_id = a.entity_id and v.journal_seq = a.journal_seq
where a.entity_id = $1
  and (v.journal_seq is null
       or not exists (select 1 from attachment as d where d.entity_id = a.entity_id and d.sha256 = a.sha256))
order by a.journal_seq
