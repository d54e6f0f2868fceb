-- How many recovery codes a user has left.
select count(*) as codes from recovery_code where user_id = $1 and used_at is null
