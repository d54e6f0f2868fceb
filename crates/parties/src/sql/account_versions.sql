-- Every revision of every version of a party's accounts, in the order they were kept.
select a.party, a.account_no, a.valid_from, a.revision, a.change_no, a.route, a.account, a.bic, a.holder, a.currency,
       a.preferred, a.in_use, a.reason, a.accepted, a.proposed_at, a.saved_on, a.saved_at, a.saved_by,
       a.saved_by_name, a.approved_by, a.approved_by_name
from party_account as a
where a.entity_id = $1 and a.party = $2
order by a.change_no
