-- What a user signs in with.
select login from app_user where user_id = $1
