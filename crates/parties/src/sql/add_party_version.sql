-- Adds a revision of a version of a party.
insert into party_version
  (entity_id, party, valid_from, revision, change_no, name, name_key, other_names_json, roles, kind, org_number,
   personal_number, vat_number, gln, peppol, addresses_json, email, language, counterparty, counterparty_kind,
   within_eu, agreement, group_codes, vat_treatment, term_days, currency, protected, direct_debit, state, origin,
   accepted, saved_on, saved_at, saved_by, saved_by_name, approved_by, approved_by_name)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24,
        $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37)
