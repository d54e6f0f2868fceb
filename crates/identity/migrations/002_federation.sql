-- Agencies' own sign-in and their user directories. Providers belong to the installation, as users do.

-- What a provider is, in versions; the latest holds. The settings are JSON, and hold no secret.
create table identity_provider (
  provider text not null,
  version bigint not null,
  settings text not null,
  changed_at text not null,
  changed_by text not null,
  primary key (provider, version)
);

-- Proofs that were taken: each is taken once.
create table identity_proof (
  provider text not null,
  proof_sha256 bytea not null,
  taken_at text not null,
  primary key (provider, proof_sha256)
);

-- Who a provider's person is here.
create table identity_person (
  provider text not null,
  user_id bigint not null references app_user (user_id),
  subject text,
  external_id text,
  -- The directory has it no longer; the user stays, closed.
  gone_at text,
  version bigint not null,
  changed_at text not null,
  primary key (provider, user_id)
);
create unique index identity_person_of_subject on identity_person (provider, subject);

-- Roles that came from a provider; only these it takes away.
create table identity_grant (
  grant_id bigint not null primary key references user_role (grant_id),
  provider text not null,
  user_id bigint not null references app_user (user_id)
);
create index identity_grant_of_user on identity_grant (user_id, provider);

-- Groups of a directory, and who is in them.
create table directory_group (
  provider text not null,
  group_id text not null,
  name text not null,
  external_id text,
  version bigint not null,
  changed_at text not null,
  primary key (provider, group_id)
);
create unique index directory_group_of_name on directory_group (provider, name);

create table directory_member (
  provider text not null,
  group_id text not null,
  user_id bigint not null references app_user (user_id),
  primary key (provider, group_id, user_id)
);
create index directory_member_of_user on directory_member (provider, user_id);

-- What a directory shows to prove itself; the token itself is with the directory only.
create table directory_token (
  token_sha256 bytea not null primary key,
  provider text not null,
  made_at text not null,
  ended_at text
);
