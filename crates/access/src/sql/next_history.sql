-- The next place in an entity's processing history.
insert into history_head (entity_id, last_seq) values ($1, 1)
on conflict (entity_id) do update set last_seq = history_head.last_seq + 1
returning last_seq
