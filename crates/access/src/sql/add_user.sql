-- Adds a user; changes nothing when the login is taken.
insert into app_user (user_id, login, name, password_hash, language, created_at)
values ($1, $2, $3, $4, $5, $6)
on conflict (login) do nothing
