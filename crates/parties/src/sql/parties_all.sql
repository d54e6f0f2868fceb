-- Every party as it is on a day, by number.
select v.party, v.valid_from, v.revision, v.change_no, v.name, v.other_names_json, v.roles, v.kind, v.org_number,
       v.personal_number, v.vat_number, v.gln, v.peppol, v.addresses_json, v.email, v.language, v.counterparty,
       v.counterparty_kind, v.within_eu, v.agreement, v.group_codes, v.vat_treatment, v.term_days, v.currency,
       v.protected, v.direct_debit, v.state, v.origin, v.accepted, v.saved_on, v.saved_at, v.saved_by,
       v.saved_by_name, v.approved_by, v.approved_by_name
from party_version as v
where v.entity_id = $1 and v.valid_from <= $2 and v.change_no <= $3
  and not exists (select 1 from party_version as n
                  where n.entity_id = $1 and n.party = v.party and n.valid_from <= $2 and n.change_no <= $3
                    and (n.valid_from, n.revision) > (v.valid_from, v.revision))
order by v.party
