-- A pairing, and the one it was undone by.
select h.pairing_id, h.account, h.paired_at, h.paired_by_name, h.undoes, u.pairing_id as undone_by
from pairing as h left join pairing as u on u.entity_id = h.entity_id and u.undoes = h.pairing_id
where h.entity_id = $1 and h.pairing_id = $2
