-- The user with a login.
select user_id, login, name, password_hash, language, active, created_at, signed_in_at
from app_user where login = $1
