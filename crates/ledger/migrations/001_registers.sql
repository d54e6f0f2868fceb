-- Registers of the accounting model (ekonomimodell). Rows here are the present state; `model_change`
-- keeps every version with author, moment, and the content before and after.

create table entity_group (
  group_id bigint not null primary key,
  code text not null unique,
  name text not null
);

create table entity (
  entity_id bigint not null primary key,
  code text not null unique,
  name text not null,
  org_number text not null,
  rule_set text not null check (rule_set in ('state', 'municipal')),
  currency text not null default 'SEK',
  colour bigint not null default 0,
  created_at text not null
);

create table entity_group_member (
  group_id bigint not null references entity_group (group_id),
  entity_id bigint not null references entity (entity_id),
  primary key (group_id, entity_id)
);

create table model_head (
  entity_id bigint not null primary key references entity (entity_id),
  version bigint not null,
  stamp bytea not null
);

create table model_change (
  entity_id bigint not null references entity (entity_id),
  version bigint not null,
  register text not null,
  subject text not null,
  before_json text,
  after_json text,
  changed_by bigint not null,
  changed_by_name text not null,
  changed_at text not null,
  stamp bytea not null,
  primary key (entity_id, version)
);

create table account (
  entity_id bigint not null references entity (entity_id),
  account text not null,
  name text not null,
  name_en text not null default '',
  kind text not null check (kind in ('asset', 'liability', 'income', 'expense', 'internal')),
  posting text not null check (posting in ('open', 'budget_only', 'heading')),
  s_code text not null default '',
  counterparty_kind text not null default '',
  flow text not null default '',
  role text not null default '',
  unit text not null default '',
  open_items boolean not null default false,
  valid_from date,
  valid_to date,
  grade text not null default '',
  source text not null default '',
  note text not null default '',
  primary key (entity_id, account)
);

create table account_level (
  entity_id bigint not null references entity (entity_id),
  prefix text not null,
  name text not null,
  name_en text not null default '',
  primary key (entity_id, prefix)
);

create table statement_line (
  entity_id bigint not null references entity (entity_id),
  statement text not null,
  line_no bigint not null,
  section text not null,
  section_en text not null default '',
  name text not null,
  name_en text not null default '',
  account_from text not null,
  account_to text not null,
  s_code_from text not null default '',
  s_code_to text not null default '',
  sign bigint not null,
  part bigint not null,
  primary key (entity_id, statement, line_no, part)
);

create table dimension (
  entity_id bigint not null references entity (entity_id),
  position bigint not null check (position between 1 and 12),
  code text not null,
  name text not null,
  name_en text not null default '',
  indirect boolean not null default false,
  derived_by text not null default '',
  free_values boolean not null default false,
  length_max bigint not null default 20,
  -- Number in SIE files; 0 where it is twenty more than the position.
  sie_dimension bigint not null default 0,
  valid_from date,
  valid_to date,
  primary key (entity_id, position),
  unique (entity_id, code)
);

create table dimension_value (
  entity_id bigint not null,
  position bigint not null,
  value text not null,
  name text not null,
  valid_from date,
  valid_to date,
  successor text not null default '',
  attributes text not null default '{}',
  primary key (entity_id, position, value),
  foreign key (entity_id, position) references dimension (entity_id, position)
);

create table hierarchy (
  entity_id bigint not null references entity (entity_id),
  hierarchy text not null,
  dimension text not null,
  name text not null,
  name_en text not null default '',
  primary key (entity_id, hierarchy)
);

create table hierarchy_node (
  entity_id bigint not null,
  hierarchy text not null,
  node text not null,
  parent text,
  name text not null,
  leaf_pattern text not null default '',
  valid_from date,
  valid_to date,
  primary key (entity_id, hierarchy, node),
  foreign key (entity_id, hierarchy) references hierarchy (entity_id, hierarchy)
);

create table relation (
  entity_id bigint not null references entity (entity_id),
  relation text not null,
  from_dimension text not null,
  name text not null,
  name_en text not null default '',
  primary key (entity_id, relation)
);

create table relation_value (
  entity_id bigint not null,
  relation text not null,
  from_pattern text not null,
  to_value text not null,
  valid_from date,
  valid_to date,
  row_no bigint not null,
  primary key (entity_id, relation, row_no),
  foreign key (entity_id, relation) references relation (entity_id, relation)
);

create table combination_rule (
  entity_id bigint not null references entity (entity_id),
  rule text not null,
  account_pattern text not null,
  dimension text not null,
  requirement text not null check (requirement in ('mandatory', 'forbidden', 'fixed', 'proposed', 'allowed')),
  value_pattern text not null default '',
  warning boolean not null default false,
  when_dimension text not null default '',
  when_pattern text not null default '',
  valid_from date,
  valid_to date,
  text_sv text not null default '',
  text_en text not null default '',
  primary key (entity_id, rule)
);

create table series (
  entity_id bigint not null references entity (entity_id),
  series text not null,
  name text not null,
  name_en text not null default '',
  outside boolean not null default false,
  primary key (entity_id, series)
);

create table voucher_kind (
  entity_id bigint not null references entity (entity_id),
  kind text not null,
  series text not null,
  name text not null,
  name_en text not null default '',
  primary key (entity_id, kind)
);

create table currency (
  entity_id bigint not null references entity (entity_id),
  currency text not null,
  name text not null,
  decimals bigint not null default 2,
  primary key (entity_id, currency)
);

create table currency_rate (
  entity_id bigint not null,
  currency text not null,
  valid_from date not null,
  -- Price of one unit in the entity's currency, in millionths.
  rate_micro bigint not null check (rate_micro > 0),
  primary key (entity_id, currency, valid_from),
  foreign key (entity_id, currency) references currency (entity_id, currency)
);

create table fiscal_year (
  entity_id bigint not null references entity (entity_id),
  year bigint not null,
  starts_on date not null,
  ends_on date not null,
  primary key (entity_id, year)
);

create table period_state (
  entity_id bigint not null,
  year bigint not null,
  period bigint not null,
  module text not null,
  state text not null check (state in ('open', 'held', 'closed')),
  changed_by_name text not null,
  changed_at text not null,
  reason text not null default '',
  primary key (entity_id, year, period, module),
  foreign key (entity_id, year) references fiscal_year (entity_id, year)
);
