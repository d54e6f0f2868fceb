-- Users of a name.
select user_id, login, name, language, active, created_at, signed_in_at from app_user where name = $1 order by user_id
