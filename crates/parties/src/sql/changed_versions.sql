-- Versions of parties that were kept after a place among the changes.
select v.change_no, v.party, v.valid_from, v.saved_at, v.saved_by_name, v.approved_by_name
from party_version as v
where v.entity_id = $1 and v.change_no > $2
order by v.change_no limit $3
