-- Parts of pairings by line, with the line's amount and whether the pairing is there.
select q.journal_seq, q.line_no, q.pairing_id, q.amount_ore, l.amount_ore as line_ore, h.pairing_id as head_id
from pairing_line as q
left join voucher_line as l
       on l.entity_id = q.entity_id and l.journal_seq = q.journal_seq and l.line_no = q.line_no
left join pairing as h on h.entity_id = q.entity_id and h.pairing_id = q.pairing_id
where q.entity_id = $1
order by q.journal_seq, q.line_no, q.pairing_id
