-- Somebody who manages users lets a user sign in, or no longer.
update app_user set active = $2, closed_by_hand = $3 where user_id = $1
