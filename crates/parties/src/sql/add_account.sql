-- Adds a revision of a version of an account.
insert into party_account
  (entity_id, party, account_no, valid_from, revision, change_no, route, account, bic, holder, currency, preferred,
   in_use, check_digit_fits, reason, accepted, proposed_at, saved_on, saved_at, saved_by, saved_by_name, approved_by,
   approved_by_name)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23)
