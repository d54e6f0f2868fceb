-- Combination rules that see the whole voucher: its kind, and its other accounts. SQLite cannot change
-- a check, so the table is made again.
create table combination_rule_with_kinds (
  entity_id integer not null references entity (entity_id),
  rule text not null,
  account_pattern text not null,
  dimension text not null,
  requirement text not null
    check (requirement in ('mandatory', 'forbidden', 'fixed', 'proposed', 'allowed', 'apart')),
  value_pattern text not null default '',
  warning integer check (warning in (0, 1)) not null default false,
  when_dimension text not null default '',
  when_pattern text not null default '',
  kind_pattern text not null default '',
  valid_from text,
  valid_to text,
  text_sv text not null default '',
  text_en text not null default '',
  primary key (entity_id, rule)
) strict;

insert into combination_rule_with_kinds
select entity_id, rule, account_pattern, dimension, requirement, value_pattern, warning, when_dimension,
       when_pattern, '', valid_from, valid_to, text_sv, text_en
from combination_rule;

drop table combination_rule;
alter table combination_rule_with_kinds rename to combination_rule;
