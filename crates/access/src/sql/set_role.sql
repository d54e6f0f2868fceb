-- A role as the program's data has it.
insert into role (role, name, name_en, description) values ($1, $2, $3, $4)
on conflict (role) do update
set name = excluded.name, name_en = excluded.name_en, description = excluded.description
