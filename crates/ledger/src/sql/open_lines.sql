-- Lines of an account that are not wholly paired, as known at a place in the journal and a moment, the
-- oldest first. The cast is for PostgreSQL, where a sum of bigint is numeric.
select l.journal_seq, l.line_no, l.year, l.period, l.coding_id, l.amount_ore, l.currency, l.currency_minor, l.text,
       v.series, v.number, v.voucher_date, v.text as voucher_text, v.counterparty, v.source_key,
       cast(coalesce(p.paired_ore, 0) as bigint) as paired_ore
from voucher_line as l
join voucher as v on v.entity_id = l.entity_id and v.journal_seq = l.journal_seq
left join (
  select q.journal_seq, q.line_no, sum(q.amount_ore) as paired_ore
  from pairing as h join pairing_line as q on q.entity_id = h.entity_id and q.pairing_id = h.pairing_id
  where h.entity_id = $1 and h.account = $2 and h.journal_seq <= $3 and h.paired_at <= $4
  group by q.journal_seq, q.line_no
) as p on p.journal_seq = l.journal_seq and p.line_no = l.line_no
where l.entity_id = $1 and l.account = $2 and l.journal_seq <= $3 and v.registered_at <= $4
  and l.amount_ore <> coalesce(p.paired_ore, 0)
order by v.voucher_date, l.journal_seq, l.line_no
