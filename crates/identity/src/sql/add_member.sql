-- Somebody comes into a group.
insert into directory_member (provider, group_id, user_id) values ($1, $2, $3)
on conflict (provider, group_id, user_id) do nothing
