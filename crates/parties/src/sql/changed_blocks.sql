-- Blocks that were set or lifted after a place among the changes.
select b.change_no, b.party, b.what, b.blocked, b.saved_at, b.saved_by_name
from party_block as b
where b.entity_id = $1 and b.change_no > $2
order by b.change_no limit $3
