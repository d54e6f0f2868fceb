-- Automatic posting rules: a row a version, its conditions and lines as they are sent and kept in history.

create table posting_rule (
  entity_id bigint not null references entity (entity_id),
  rule text not null,
  version bigint not null,
  content_json text not null,
  primary key (entity_id, rule, version)
);
