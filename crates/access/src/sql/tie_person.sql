-- Ties an account to a natural person.
insert into user_person (user_id, person, tied_at, tied_by) values ($1, $2, $3, $4)
on conflict (user_id) do update set person = excluded.person, tied_at = excluded.tied_at, tied_by = excluded.tied_by
