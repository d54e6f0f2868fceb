-- A new integration: a user without a password, who never signs in.
insert into app_user (user_id, login, name, password_hash, language, created_at, robot, kind)
values ($1, $2, $3, '', 'sv', $4, true, 'integration')
on conflict (login) do nothing
