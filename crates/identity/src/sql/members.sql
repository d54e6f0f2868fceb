-- Who is in a group.
select user_id from directory_member where provider = $1 and group_id = $2
order by user_id
