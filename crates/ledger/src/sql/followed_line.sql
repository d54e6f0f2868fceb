-- A line and what is paired of it.
select l.account, l.year, l.period, l.amount_ore,
       (select cast(coalesce(sum(q.amount_ore), 0) as bigint) from pairing_line as q
        where q.entity_id = l.entity_id and q.journal_seq = l.journal_seq and q.line_no = l.line_no) as paired_ore
from voucher_line as l where l.entity_id = $1 and l.journal_seq = $2 and l.line_no = $3
