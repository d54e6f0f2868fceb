-- An exception from a rule of separation, agreed on by two.
insert into duty_exception (entity_id, exception_no, rule, user_id, valid_from, valid_to, reason, control, proposal,
  proposed_by_name, accepted_by_name, accepted_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
