-- Blocks that stand, of every party.
select b.party, b.what, b.blocked, b.reason, b.change_no, b.saved_at, b.saved_by_name
from party_block as b
where b.entity_id = $1 and b.blocked
  and not exists (select 1 from party_block as n
                  where n.entity_id = $1 and n.party = b.party and n.what = b.what and n.change_no > b.change_no)
order by b.party, b.what
