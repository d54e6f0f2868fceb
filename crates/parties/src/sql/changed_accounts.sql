-- Versions of accounts that were kept after a place among the changes.
select a.change_no, a.party, a.account_no, a.valid_from, a.saved_at, a.saved_by_name, a.approved_by_name
from party_account as a
where a.entity_id = $1 and a.change_no > $2
order by a.change_no limit $3
