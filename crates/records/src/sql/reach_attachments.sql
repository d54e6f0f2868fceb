-- Documents whose vouchers all stand in years that are reached, after a hash.
select a.sha256, cast(octet_length(a.content) as bigint) as file_bytes
from attachment as a
where a.entity_id = $1 and a.sha256 > $3
  and exists (select 1 from voucher_attachment as n where n.entity_id = a.entity_id and n.sha256 = a.sha256)
  and not exists (select 1 from voucher_attachment as n
                  join voucher as v on v.entity_id = n.entity_id and v.journal_seq = n.journal_seq
                  where n.entity_id = a.entity_id and n.sha256 = a.sha256 and v.year > $2)
order by a.sha256 limit $4
