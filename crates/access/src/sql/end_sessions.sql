-- Ends every session of a user.
delete from session where user_id = $1
