-- One change of the register at a time: who compares with what is there must see it all.
insert into party_counter (entity_id, last_change, last_number) values ($1, 0, 10000)
on conflict (entity_id) do update set last_change = party_counter.last_change
