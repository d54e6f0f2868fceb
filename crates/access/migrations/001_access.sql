-- Who acts, and what was done. Users, roles and sessions are the installation's; a role is held in
-- an entity. In history, entity 0 stands for the installation itself: sign-ins and users.

create table access_counter (
  name text not null primary key,
  last_number bigint not null
);

-- Users are never removed: their acts remain.
create table app_user (
  user_id bigint not null primary key,
  login text not null unique,
  name text not null,
  password_hash text not null,
  language text not null default 'sv',
  active boolean not null default true,
  created_at text not null,
  signed_in_at text
);

create table role (
  role text not null primary key,
  name text not null,
  name_en text not null,
  description text not null default ''
);

create table role_permission (
  role text not null references role (role),
  permission text not null,
  primary key (role, permission)
);

-- A user holds a role in an entity, possibly only for rows that meet a condition, possibly only
-- for a time. A role that is taken away stays here with the day it ended.
create table user_role (
  grant_id bigint not null primary key,
  user_id bigint not null references app_user (user_id),
  entity_id bigint not null,
  role text not null references role (role),
  dimension text not null default '',
  pattern text not null default '',
  valid_from date,
  valid_to date,
  given_at text not null,
  given_by bigint not null,
  taken_at text,
  taken_by bigint
);
create index user_role_of_user on user_role (user_id, entity_id);
create index user_role_of_entity on user_role (entity_id);

-- The token itself is in the browser only.
create table session (
  token_sha256 bytea not null primary key,
  user_id bigint not null references app_user (user_id),
  entity_id bigint,
  created_at text not null,
  last_seen_at text not null,
  address text not null,
  agent text not null
);
create index session_of_user on session (user_id);

-- Browsers a user has signed in with before: others' failed attempts do not hold them back.
create table device (
  mark_sha256 bytea not null primary key,
  user_id bigint not null references app_user (user_id),
  used_at text not null
);
create index device_of_user on device (user_id);

create table history_head (
  entity_id bigint not null primary key,
  last_seq bigint not null
);

-- sqlite: without rowid
create table history (
  entity_id bigint not null,
  history_seq bigint not null,
  at text not null,
  actor bigint not null,
  actor_name text not null,
  role text not null,
  channel text not null,
  command text not null,
  subject text not null,
  outcome text not null check (outcome in ('accepted', 'repeated', 'refused', 'denied')),
  detail text not null,
  primary key (entity_id, history_seq)
);
create index history_of_subject on history (entity_id, subject, history_seq);

-- sqlite: without rowid
create table command_key (
  entity_id bigint not null,
  command_key text not null,
  command text not null,
  request_sha256 bytea not null,
  answer text,
  claimed_at text not null,
  primary key (entity_id, command_key)
);
