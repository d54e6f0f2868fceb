-- Lines of a period up to a place in the journal, in its order, with what tells how a rule was tried on
-- them: where a line of a run came from. The voucher at that line is left out.
select v.journal_seq, v.series, v.year, v.number, v.voucher_date, v.kind, v.source, v.text as voucher_text,
       v.corrects_seq, v.registered_at, l.line_no, l.text, l.amount_ore, l.corrects_line, l.generated_by, l.generated_version,
       l.caused_by_line, c.coding_key
from voucher as v
join voucher_line as l on l.entity_id = v.entity_id and l.journal_seq = v.journal_seq
join coding as c on c.entity_id = l.entity_id and c.coding_id = l.coding_id
where v.entity_id = $1 and v.year = $2 and v.period = $3 and v.journal_seq <= $4 and v.journal_seq <> $5
  and v.source <> $6
order by v.journal_seq, l.line_no
