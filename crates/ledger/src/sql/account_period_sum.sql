-- Sums of one account within a period up to a place in the journal, by coding; for the balance a page
-- starts with. Bounds on the three together let the index answer alone.
select l.coding_id, cast(coalesce(sum(l.amount_ore), 0) as bigint) as amount_ore
from voucher_line as l
where l.entity_id = $1 and l.account = $2 and l.year = $3
  and (l.period, l.journal_seq, l.line_no) > ($4, 0, 0)
  and (l.period, l.journal_seq, l.line_no) <= ($4, $5, $6)
group by l.coding_id
