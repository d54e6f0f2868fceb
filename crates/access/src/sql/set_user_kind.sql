-- Says whether a user is a person, or a robot or an integration, which never signs in.
update app_user set kind = $2 where user_id = $1
