-- Accounts of a party as they were on a day, as it was known at a place among the changes.
select a.party, a.account_no, a.valid_from, a.revision, a.change_no, a.route, a.account, a.bic, a.holder, a.currency,
       a.preferred, a.in_use, a.reason, a.accepted, a.proposed_at, a.saved_on, a.saved_at, a.saved_by,
       a.saved_by_name, a.approved_by, a.approved_by_name
from party_account as a
where a.entity_id = $1 and a.party = $2 and a.valid_from <= $3 and a.change_no <= $4
  and not exists (select 1 from party_account as n
                  where n.entity_id = $1 and n.party = a.party and n.account_no = a.account_no
                    and n.valid_from <= $3 and n.change_no <= $4
                    and (n.valid_from, n.revision) > (a.valid_from, a.revision))
order by a.account_no
