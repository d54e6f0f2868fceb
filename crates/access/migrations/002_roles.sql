-- Roles that an agency makes itself, roles for named reports, held roles with several conditions and the
-- decision behind them, substitutes, and user classes.

alter table role add column own boolean not null default false;

-- Reports a role is limited to; a role without rows here runs every report.
create table role_report (
  role text not null references role (role),
  report text not null,
  primary key (role, report)
);

-- One condition a line, `ORG/TREE=12*`; a row must meet them all.
alter table user_role add column conditions text not null default '';
update user_role set conditions = dimension || '=' || pattern where dimension <> '';
alter table user_role drop column dimension;
alter table user_role drop column pattern;
alter table user_role add column decision text not null default '';
alter table user_role add column decided_on date;

-- A person, or a robot or an integration, which takes no licence.
alter table app_user add column kind text not null default 'person';
update app_user set kind = 'integration' where robot;

-- For whom somebody at a browser acts, as a substitute.
alter table session add column on_behalf_of bigint;

-- Who may act for whom in an entity, in which of their roles (codes with a space between; empty is all).
create table substitute (
  substitute_id bigint not null primary key,
  entity_id bigint not null,
  user_id bigint not null references app_user (user_id),
  principal_id bigint not null references app_user (user_id),
  roles text not null default '',
  valid_from date not null,
  valid_to date not null,
  decision text not null,
  decided_on date not null,
  given_at text not null,
  given_by bigint not null,
  taken_at text,
  taken_by bigint
);
create index substitute_of_user on substitute (user_id, entity_id);
create index substitute_of_entity on substitute (entity_id);

-- How many persons may hold a class from a day on; no number is an organisation licence.
create table licence_number (
  licence_number_id bigint not null primary key,
  class text not null check (class in ('light', 'full')),
  valid_from date not null,
  persons bigint,
  kept_at text not null,
  kept_by bigint not null
);

-- Which person holds a licence, and when. The last day is set once, when it is moved or ended.
create table licence_holding (
  licence_holding_id bigint not null primary key,
  user_id bigint not null references app_user (user_id),
  class text not null check (class in ('light', 'full')),
  valid_from date not null,
  valid_to date,
  given_at text not null,
  given_by bigint not null
);
create index licence_holding_of_user on licence_holding (user_id);

-- What was one permission is several now: who could before still can.
insert into role_permission (role, permission)
select role, 'account.reconcile' from role_permission where permission = 'voucher.post';
insert into role_permission (role, permission)
select role, 'rule.edit' from role_permission where permission = 'register.edit';
insert into role_permission (role, permission)
select role, 'setting.edit' from role_permission where permission = 'register.edit';
insert into role_permission (role, permission)
select role, 'closing.lead' from role_permission where permission = 'voucher.post';
insert into role_permission (role, permission)
select role, 'role.manage' from role_permission where permission = 'user.manage';
