-- Says whether a user is a person.
update app_user set kind = $2 where user_id = $1
