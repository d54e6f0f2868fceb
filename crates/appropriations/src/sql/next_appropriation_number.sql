-- The next number of a kind, its counter locked until the transaction ends.
insert into appropriation_counter (entity_id, kind, last_number) values ($1, $2, 1)
on conflict (entity_id, kind) do update set last_number = appropriation_counter.last_number + 1
returning last_number
