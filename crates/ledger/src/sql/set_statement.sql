-- Adds or changes one account range of a statement line.
insert into statement_line (entity_id, statement, line_no, part, section, section_en, name, name_en,
  account_from, account_to, s_code_from, s_code_to, sign)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
on conflict (entity_id, statement, line_no, part) do update set section = excluded.section,
  section_en = excluded.section_en, name = excluded.name, name_en = excluded.name_en,
  account_from = excluded.account_from, account_to = excluded.account_to, s_code_from = excluded.s_code_from,
  s_code_to = excluded.s_code_to, sign = excluded.sign
