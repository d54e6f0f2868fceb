-- The vouchers of an opening period, their lines added by coding. The cast is for PostgreSQL, where a sum
-- of bigint is numeric.
select v.journal_seq, v.kind, v.source, v.correction, v.corrects_seq, c.coding_key,
       cast(sum(l.amount_ore) as bigint) as amount_ore
from voucher as v
join voucher_line as l on l.entity_id = v.entity_id and l.journal_seq = v.journal_seq
join coding as c on c.entity_id = l.entity_id and c.coding_id = l.coding_id
where v.entity_id = $1 and v.year = $2 and v.period = $3
group by v.journal_seq, v.kind, v.source, v.correction, v.corrects_seq, c.coding_key
order by v.journal_seq, c.coding_key
