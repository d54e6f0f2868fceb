-- Every voucher that was corrected, with what tells which rules applied to it.
select v.journal_seq, v.corrects_seq, v.voucher_date, v.kind, v.source
from voucher as v
where v.entity_id = $1
  and exists (select 1 from corrected_line as c where c.entity_id = $1 and c.original_seq = v.journal_seq)
