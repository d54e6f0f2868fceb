-- Adds or changes a combination rule.
insert into combination_rule (entity_id, rule, account_pattern, dimension, requirement, value_pattern, warning,
  when_dimension, when_pattern, kind_pattern, valid_from, valid_to, text_sv, text_en)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
on conflict (entity_id, rule) do update set account_pattern = excluded.account_pattern,
  dimension = excluded.dimension, requirement = excluded.requirement, value_pattern = excluded.value_pattern,
  warning = excluded.warning, when_dimension = excluded.when_dimension, when_pattern = excluded.when_pattern,
  kind_pattern = excluded.kind_pattern, valid_from = excluded.valid_from, valid_to = excluded.valid_to, text_sv = excluded.text_sv,
  text_en = excluded.text_en
