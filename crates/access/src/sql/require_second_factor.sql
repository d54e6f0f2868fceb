-- The role requires a second factor.
insert into role_second_factor (role) values ($1) on conflict (role) do nothing
