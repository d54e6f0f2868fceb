-- Somebody leaves a group.
delete from directory_member where provider = $1 and group_id = $2 and user_id = $3
