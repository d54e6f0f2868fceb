-- A directory lets a user sign in again; nothing when somebody has closed the user by hand.
update app_user set active = true where user_id = $1 and not active and not closed_by_hand
