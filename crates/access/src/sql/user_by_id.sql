-- The user of a number.
select user_id, login, name, language, active, created_at, signed_in_at
from app_user where user_id = $1
