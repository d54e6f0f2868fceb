-- A role as an agency has it. One that the agency made stays its own.
insert into role (role, name, name_en, description, own) values ($1, $2, $3, $4, true)
on conflict (role) do update
set name = excluded.name, name_en = excluded.name_en, description = excluded.description
