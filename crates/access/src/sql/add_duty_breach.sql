-- Something went through in spite of a rule.
insert into duty_breach (entity_id, breach_no, rule, exception_no, command, subject, user_id, actor_name, at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
