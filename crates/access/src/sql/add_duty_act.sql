-- Somebody did a command on a thing; the first time stands.
insert into duty_act (entity_id, subject, command, user_id, actor_name, at) values ($1, $2, $3, $4, $5, $6)
on conflict (entity_id, subject, command, user_id, actor_name) do nothing
