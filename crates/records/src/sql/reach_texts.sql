-- Vouchers whose texts are reached and still there, after a place in the journal. The cast is for PostgreSQL,
-- where a sum is numeric.
select t.journal_seq, t.series, t.year, t.number, t.hash, t.file_bytes
from (select v.journal_seq, v.series, v.year, v.number, v.hash,
             cast(octet_length(v.text) + octet_length(v.counterparty) + octet_length(v.link)
                  + octet_length(v.reason) + octet_length(v.warnings)
                  + coalesce((select sum(octet_length(l.text)) from voucher_line as l
                              where l.entity_id = v.entity_id and l.journal_seq = v.journal_seq), 0)
                  + coalesce((select sum(octet_length(n.name)) from voucher_attachment as n
                              where n.entity_id = v.entity_id and n.journal_seq = v.journal_seq), 0) as bigint)
               as file_bytes
      from voucher as v
      where v.entity_id = $1 and v.year <= $2 and v.journal_seq > $3
        and ($4 = '' or ' ' || $4 || ' ' like '% ' || v.series || ' %')
        and not exists (select 1 from voucher_tombstone as s
                        where s.entity_id = v.entity_id and s.journal_seq = v.journal_seq)) as t
where t.file_bytes > 0
order by t.journal_seq limit $5
