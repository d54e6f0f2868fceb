-- How identity is proven: second factors, what a session rests on, and tokens of integrations.

-- What a session rests on, and when that was last proven. The seed of the forms' token is kept when
-- the session's own token is changed, so that nothing typed in another tab is lost.
alter table session add column method text not null default 'password';
alter table session add column factors bigint not null default 1;
alter table session add column proven_at text;
alter table session add column form_seed bytea;
-- The session's token is to be changed at its next page: what its user may do has changed.
alter table session add column renew boolean not null default false;

-- Integrations: they hold roles as others do, and never sign in to pages.
alter table app_user add column robot boolean not null default false;

-- Roles that are not had with one factor alone.
create table role_second_factor (
  role text not null primary key references role (role)
);

-- The keys outside the database that something here rests on, by what tells them from others.
create table installation_key (
  name text not null primary key,
  key_id text not null,
  added_at text not null
);

-- One app that makes one-time codes for each user. The secret is sealed; a code's step is used once.
create table totp (
  user_id bigint not null primary key references app_user (user_id),
  secret_sealed bytea not null,
  added_at text not null,
  confirmed_at text,
  last_step bigint not null default 0
);

create table recovery_code (
  code_sha256 bytea not null primary key,
  user_id bigint not null references app_user (user_id),
  made_at text not null,
  used_at text
);
create index recovery_code_of_user on recovery_code (user_id);

-- What the protocol keeps of a passkey is text that only the protocol's own crate reads.
create table passkey (
  passkey_id bigint not null primary key,
  user_id bigint not null references app_user (user_id),
  credential_id bytea not null unique,
  credential text not null,
  name text not null,
  added_at text not null,
  used_at text
);
create index passkey_of_user on passkey (user_id);

-- Tokens of programs. The token itself is with its holder only.
create table api_token (
  token_id bigint not null primary key,
  token_sha256 bytea not null unique,
  user_id bigint not null references app_user (user_id),
  name text not null,
  created_at text not null,
  created_by bigint not null,
  expires_at text not null,
  used_at text,
  revoked_at text,
  revoked_by bigint
);
create index api_token_of_user on api_token (user_id);

-- What a token may be used for: never more than its user may.
create table api_token_permission (
  token_id bigint not null references api_token (token_id),
  permission text not null,
  primary key (token_id, permission)
);

create table api_token_place (
  token_id bigint not null references api_token (token_id),
  place_id bigint not null,
  primary key (token_id, place_id)
);
