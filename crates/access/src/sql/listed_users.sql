-- Every user with when they were last seen and how many roles they hold anywhere.
select u.user_id, u.login, u.name, u.active, u.kind, u.signed_in_at,
  (select max(s.last_seen_at) from session s where s.user_id = u.user_id) as seen_at,
  (select count(*) from user_role g where g.user_id = u.user_id and g.taken_at is null) as grants
from app_user u
order by u.login
