-- Separation of duties: rules, who did what on which thing, exceptions, proposals to be decided on by
-- another. Rules and kinds of proposals are the installation's; the rest belongs to an entity, where 0
-- stands for the installation itself.

-- A rule in versions; the last one counts.
create table duty_rule (
  rule text not null,
  version bigint not null,
  kind text not null check (kind in ('permissions', 'acts')),
  first_codes text not null,
  second_codes text not null,
  permission text not null,
  of_installation boolean not null,
  active boolean not null,
  valid_from date,
  valid_to date,
  name text not null,
  name_en text not null,
  source text not null,
  set_at text not null,
  set_by bigint not null,
  set_by_name text not null,
  primary key (rule, version)
);

-- Kinds of change that take two, in versions; the last one counts.
create table four_eyes (
  kind text not null,
  version bigint not null,
  takes_two boolean not null,
  set_at text not null,
  set_by bigint not null,
  set_by_name text not null,
  primary key (kind, version)
);

-- Accounts of one natural person bear the same mark.
create table user_person (
  user_id bigint not null primary key references app_user (user_id),
  person text not null,
  tied_at text not null,
  tied_by bigint not null
);

-- The first time somebody did a command on a thing; only commands that a rule names.
-- sqlite: without rowid
create table duty_act (
  entity_id bigint not null,
  subject text not null,
  command text not null,
  user_id bigint not null,
  actor_name text not null,
  at text not null,
  primary key (entity_id, subject, command, user_id, actor_name)
);

create table duty_exception (
  entity_id bigint not null,
  exception_no bigint not null,
  rule text not null,
  user_id bigint not null references app_user (user_id),
  valid_from date not null,
  valid_to date not null,
  reason text not null,
  control text not null,
  proposal bigint not null,
  proposed_by_name text not null,
  accepted_by_name text not null,
  accepted_at text not null,
  ended_at text,
  ended_by_name text,
  primary key (entity_id, exception_no)
);

-- What went through in spite of a rule: by the operator, or under an exception.
create table duty_breach (
  entity_id bigint not null,
  breach_no bigint not null,
  rule text not null,
  exception_no bigint,
  command text not null,
  subject text not null,
  user_id bigint not null,
  actor_name text not null,
  at text not null,
  primary key (entity_id, breach_no)
);

create table proposal (
  entity_id bigint not null,
  proposal bigint not null,
  kind text not null,
  subject text not null,
  content text not null,
  reason text not null,
  valid_to date not null,
  sha256 bytea not null,
  proposed_by bigint not null,
  proposed_by_name text not null,
  proposed_at text not null,
  state text not null check (state in ('open', 'accepted', 'rejected', 'withdrawn')),
  decided_by bigint,
  decided_by_name text,
  decided_at text,
  decision text,
  primary key (entity_id, proposal)
);
