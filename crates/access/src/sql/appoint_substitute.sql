-- Appoints a substitute in an entity.
insert into substitute
  (substitute_id, entity_id, user_id, principal_id, roles, valid_from, valid_to, decision, decided_on, given_at, given_by)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
