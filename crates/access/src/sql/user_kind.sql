-- Whether a user is a person, or a robot or an integration.
select kind from app_user where user_id = $1
