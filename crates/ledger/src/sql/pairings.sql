-- The latest pairings of an account, newest first.
select h.pairing_id, h.account, h.paired_at, h.paired_by_name, h.undoes, u.pairing_id as undone_by
from pairing as h left join pairing as u on u.entity_id = h.entity_id and u.undoes = h.pairing_id
where h.entity_id = $1 and h.account = $2
order by h.pairing_id desc limit $3
