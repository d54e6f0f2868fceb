-- Settings of files that leave: each row is a version, in force from a day on. A change is a new version.

create table exchange_setting (
  entity_id bigint not null,
  -- 'hermes' or 'tdb'.
  register text not null,
  -- Counted from 1 within entity and register.
  version bigint not null check (version >= 1),
  valid_from date not null,
  -- Every setting by name, as JSON.
  content text not null,
  changed_at text not null,
  changed_by bigint not null,
  changed_by_name text not null,
  primary key (entity_id, register, version)
);
