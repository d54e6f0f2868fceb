-- No browser is known as a user's any more.
delete from device where user_id = $1
