-- Tokens of a user, the latest first.
select t.token_id, t.name, u.login, t.created_at, t.expires_at, t.used_at, t.revoked_at
from api_token t join app_user u on u.user_id = t.user_id
where t.user_id = $1 order by t.token_id desc
