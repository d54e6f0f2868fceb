-- What may have to be hidden of persons: every version of natural persons and of protected parties.
select v.party, v.name, v.other_names_json, v.kind, v.org_number, v.personal_number, v.vat_number, v.gln, v.peppol,
       v.addresses_json, v.email, v.protected
from party_version as v
where v.entity_id = $1 and (v.protected or v.personal_number is not null)
order by v.change_no
