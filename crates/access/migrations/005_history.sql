-- From where a command came, for whom, by which rules; and a chain over all of it. Lines written
-- before have no hash of their own: they are the ground the first sealed line stands on.
alter table history add column on_behalf_of text not null default '';
alter table history add column address text not null default '';
alter table history add column client text not null default '';
alter table history add column rules text not null default '';
alter table history add column hash bytea;

-- The first line that has a hash.
alter table history_head add column sealed_from bigint;

-- What a command changed in a register: a field a row; a row made or gone has no field.
-- sqlite: without rowid
create table history_change (
  entity_id bigint not null,
  history_seq bigint not null,
  place bigint not null,
  register text not null,
  object text not null,
  field text not null,
  before_text text,
  after_text text,
  primary key (entity_id, history_seq, place)
);
create index history_change_of_object on history_change (entity_id, object, history_seq);

-- Every filter of the history's page begins with one of these.
drop index history_of_subject;
create index history_of_subject on history (entity_id, subject, at, history_seq);
create index history_by_time on history (entity_id, at, history_seq);
create index history_of_actor on history (entity_id, actor, at, history_seq);
create index history_of_command on history (entity_id, command, at, history_seq);
create index history_refused on history (entity_id, outcome, at, history_seq) where outcome <> 'accepted';

-- Signed digests of how far every chain has come. They are the installation's, and kept by others too.
create table anchor (
  number bigint not null primary key,
  made_at text not null,
  body text not null
);
-- A database older than an anchor gives no numbers until two persons have accepted the loss.
create table anchor_loss (
  number bigint not null,
  accepted_by text not null,
  accepted_at text not null,
  reason text not null,
  primary key (number, accepted_by)
);
