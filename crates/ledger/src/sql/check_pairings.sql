-- Every pairing with its parts, the lines they are parts of, and what they undo.
select h.pairing_id, h.account, h.journal_seq, h.undoes, q.journal_seq as line_seq, q.line_no, q.amount_ore,
       l.account as line_account, l.amount_ore as line_ore, o.amount_ore as undone_ore,
       (select count(*) from pairing_line as n
        where n.entity_id = h.entity_id and n.pairing_id = h.undoes) as undone_parts
from pairing as h
left join pairing_line as q on q.entity_id = h.entity_id and q.pairing_id = h.pairing_id
left join voucher_line as l
       on l.entity_id = q.entity_id and l.journal_seq = q.journal_seq and l.line_no = q.line_no
left join pairing_line as o
       on o.entity_id = h.entity_id and o.pairing_id = h.undoes and o.journal_seq = q.journal_seq
      and o.line_no = q.line_no
where h.entity_id = $1
order by h.pairing_id, q.journal_seq, q.line_no
