-- Whether a user holds a role anywhere.
select count(*) as grants from user_role where user_id = $1 and role = $2 and taken_at is null
