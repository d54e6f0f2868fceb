-- Users an administrator of an entity meets: those who hold or held a role there, and those who
-- hold none anywhere. The administrators of the installation (entity 0) meet all.
select user_id, login, name, language, active, created_at, signed_in_at
from app_user u
where cast($1 as bigint) = 0
  or exists (select 1 from user_role g where g.user_id = u.user_id and g.entity_id = $1)
  or not exists (select 1 from user_role g where g.user_id = u.user_id and g.taken_at is null)
order by login
