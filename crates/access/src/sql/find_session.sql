-- The session of a token, while it lives and its user may sign in; which second factors the user
-- has, and whether a role that is held or lent requires one.
select s.user_id, u.login, u.name, u.language, s.entity_id, s.created_at, s.last_seen_at, s.method, s.factors,
  coalesce(s.proven_at, s.created_at) as proven_at, s.form_seed, s.renew, s.address, s.agent,
  s.on_behalf_of,
  (select count(*) from totp t where t.user_id = s.user_id and t.confirmed_at is not null) as totps,
  (select count(*) from passkey k where k.user_id = s.user_id) as passkeys,
  (select count(*) from user_role g join role_second_factor f on f.role = g.role
   where g.user_id = s.user_id and g.taken_at is null and (g.valid_to is null or g.valid_to >= $4))
  + (select count(*) from substitute b
     join user_role g on g.user_id = b.principal_id and g.entity_id = b.entity_id
     join role_second_factor f on f.role = g.role
     where b.user_id = s.user_id and b.taken_at is null and b.valid_to >= $4
       and (b.roles = '' or ' ' || b.roles || ' ' like '% ' || g.role || ' %')
       and g.taken_at is null and (g.valid_to is null or g.valid_to >= $4)) as requiring
from session s join app_user u on u.user_id = s.user_id
where s.token_sha256 = $1 and s.created_at > $2 and s.last_seen_at > $3 and u.active
