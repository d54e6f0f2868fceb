-- A user's sessions get new tokens at their next page.
update session set renew = true where user_id = $1
