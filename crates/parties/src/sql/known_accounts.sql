-- Accounts in use, as they stand on a day or from a later one.
select a.party, a.route, a.account
from party_account as a
where a.entity_id = $1 and a.in_use
  and not exists (select 1 from party_account as n
                  where n.entity_id = $1 and n.party = a.party and n.account_no = a.account_no
                    and (n.valid_from <= $2 or n.valid_from = a.valid_from)
                    and (n.valid_from, n.revision) > (a.valid_from, a.revision))
order by a.party
