-- Groups of entities. The two tables that were here before held nothing: no command wrote them.

drop table entity_group_member;
drop table entity_group;

create table entity_group_version (
  group_code text not null,
  version bigint not null,
  name text not null,
  members_json text not null,
  changed_by bigint not null,
  changed_by_name text not null,
  changed_at text not null,
  primary key (group_code, version)
);
