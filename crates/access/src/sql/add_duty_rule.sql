-- A version of a rule of separation.
insert into duty_rule (rule, version, kind, first_codes, second_codes, permission, of_installation, active,
  valid_from, valid_to, name, name_en, source, set_at, set_by, set_by_name)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
