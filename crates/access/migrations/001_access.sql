-- Who acts, and what was done. Entity 0 stands for the installation itself (users, sign-in).

create table app_user (
  user_id bigint not null primary key,
  login text not null unique,
  name text not null,
  password_hash text not null,
  language text not null default 'sv',
  active boolean not null default true,
  created_at text not null
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

-- A user holds a role in an entity, possibly only for rows that meet a condition.
create table user_role (
  user_id bigint not null references app_user (user_id),
  entity_id bigint not null,
  role text not null references role (role),
  dimension text not null default '',
  pattern text not null default '',
  valid_from date,
  valid_to date,
  primary key (user_id, entity_id, role)
);

create table session (
  token_sha256 bytea not null primary key,
  user_id bigint not null references app_user (user_id),
  csrf text not null,
  entity_id bigint,
  created_at text not null,
  last_seen_at text not null,
  ended boolean not null default false
);

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
  outcome text not null,
  detail text not null,
  primary key (entity_id, history_seq)
);
create index history_subject on history (entity_id, subject, history_seq);

-- sqlite: without rowid
create table command_key (
  entity_id bigint not null,
  command_key text not null,
  request_sha256 bytea not null,
  answer text,
  claimed_at text not null,
  primary key (entity_id, command_key)
);
