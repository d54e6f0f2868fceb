-- Combination rules that see the whole voucher: its kind, and its other accounts. SQLite cannot change
-- a check, so the table is made again there.
alter table combination_rule add column kind_pattern text not null default '';
alter table combination_rule drop constraint combination_rule_requirement_check;
alter table combination_rule add constraint combination_rule_requirement_check
  check (requirement in ('mandatory', 'forbidden', 'fixed', 'proposed', 'allowed', 'apart'));
