-- Gives a user a role in an entity.
insert into user_role
  (grant_id, user_id, entity_id, role, conditions, valid_from, valid_to, decision, decided_on, given_at, given_by)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
