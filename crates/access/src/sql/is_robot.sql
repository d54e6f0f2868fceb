-- Whether a user never signs in.
select robot from app_user where user_id = $1
