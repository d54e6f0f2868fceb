-- Lines of a period by coding, day and kind of their voucher, those that take others back by what they
-- take back: what posting rules are tried on where the cube does not tell enough. The casts are for
-- PostgreSQL.
select c.coding_key, l.voucher_date, l.kind, l.corrects_seq, l.corrects_line, l.debit_ore, l.credit_ore, l.line_count
from (select l.coding_id, v.voucher_date, v.kind, v.corrects_seq, l.corrects_line,
             cast(sum(case when l.amount_ore > 0 then l.amount_ore else 0 end) as bigint) as debit_ore,
             cast(sum(case when l.amount_ore < 0 then -l.amount_ore else 0 end) as bigint) as credit_ore,
             count(*) as line_count
      from voucher as v
      join voucher_line as l on l.entity_id = v.entity_id and l.journal_seq = v.journal_seq
      where v.entity_id = $1 and v.year = $2 and v.period = $3 and v.source <> $4
      group by l.coding_id, v.voucher_date, v.kind, v.corrects_seq, l.corrects_line) as l
join coding as c on c.entity_id = $1 and c.coding_id = l.coding_id
