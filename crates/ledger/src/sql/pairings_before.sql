-- Pairings of an account before one of them, newest first; of a voucher's lines where one is asked for.
select h.pairing_id, h.account, h.paired_at, h.paired_by_name, h.undoes, u.pairing_id as undone_by
from pairing as h left join pairing as u on u.entity_id = h.entity_id and u.undoes = h.pairing_id
where h.entity_id = $1 and h.account = $2 and h.pairing_id < $3
  and (cast($4 as bigint) < 0 or exists (
    select 1 from pairing_line as q
    where q.entity_id = h.entity_id and q.pairing_id = h.pairing_id and q.journal_seq = $4))
order by h.pairing_id desc limit $5
