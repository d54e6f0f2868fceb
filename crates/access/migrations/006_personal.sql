-- What is protected of persons: which dimensions may hold personal identity numbers, whose identity
-- is protected, who may not be used in new entries, and which files out have pseudonyms. A row is
-- lifted by another row. Of users it is the installation's (entity 0), as they are.
create table protection (
  entity_id bigint not null,
  protection_no bigint not null check (protection_no >= 1),
  kind text not null
    check (kind in ('personal_dimension', 'protected_user', 'protected_value', 'restricted_user',
                    'restricted_value', 'pseudonymous_files')),
  -- Code of the dimension; empty for users and files.
  dimension text not null,
  -- Login, or value; empty for a whole dimension and for files.
  subject text not null,
  reason text not null,
  set_at text not null,
  set_by bigint not null,
  set_by_name text not null,
  -- The row this one lifts.
  lifts bigint,
  primary key (entity_id, protection_no)
);
create unique index protection_lifted on protection (entity_id, lifts);

-- The key pseudonyms are made with. It is made with the first protection, and never changes: a
-- pseudonym is the same as long as the installation stands.
create table pseudonym_key (
  purpose text not null primary key,
  key bytea not null,
  made_at text not null
);
