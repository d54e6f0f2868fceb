-- A user's codes count no more.
delete from recovery_code where user_id = $1
