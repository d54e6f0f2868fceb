-- One thing a role permits; told twice it is the same.
insert into role_permission (role, permission) values ($1, $2)
on conflict (role, permission) do nothing
