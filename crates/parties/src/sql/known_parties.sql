-- Numbers and names of every party, as they stand on a day or from a later one.
select v.party, v.name, v.other_names_json, v.org_number, v.personal_number, v.vat_number, v.gln, v.peppol
from party_version as v
where v.entity_id = $1
  and not exists (select 1 from party_version as n
                  where n.entity_id = $1 and n.party = v.party and (n.valid_from <= $2 or n.valid_from = v.valid_from)
                    and (n.valid_from, n.revision) > (v.valid_from, v.revision))
order by v.party
