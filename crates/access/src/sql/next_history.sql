-- The next place in an entity's processing history. The first that is taken with a chain is where it begins.
insert into history_head (entity_id, last_seq, sealed_from) values ($1, 1, 1)
on conflict (entity_id) do update
set last_seq = history_head.last_seq + 1, sealed_from = coalesce(history_head.sealed_from, history_head.last_seq + 1)
returning last_seq
