-- Users of a name: an extract is about one of them only when there is one.
select user_id, login, name, language, active, created_at, signed_in_at from app_user where name = $1 order by user_id
