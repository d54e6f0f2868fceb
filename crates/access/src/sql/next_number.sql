-- The next number of a kind: users, held roles.
insert into access_counter (name, last_number) values ($1, 1)
on conflict (name) do update set last_number = access_counter.last_number + 1
returning last_number
