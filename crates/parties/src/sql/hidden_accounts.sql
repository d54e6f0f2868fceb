-- Accounts that may have to be hidden of persons: of natural persons and of protected parties.
select a.party, a.route, a.account, a.holder from party_account as a
where a.entity_id = $1
  and exists (select 1 from party_version as v
              where v.entity_id = $1 and v.party = a.party and (v.protected or v.personal_number is not null))
order by a.change_no
