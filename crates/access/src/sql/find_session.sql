-- The session of a token, while it lives and its user may sign in.
select s.user_id, u.login, u.name, u.language, s.entity_id, s.created_at, s.last_seen_at, s.address, s.agent,
       s.on_behalf_of
from session s join app_user u on u.user_id = s.user_id
where s.token_sha256 = $1 and s.created_at > $2 and s.last_seen_at > $3 and u.active
