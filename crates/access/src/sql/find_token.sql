-- The token that opens something now.
select t.token_id, t.user_id, t.used_at
from api_token t join app_user u on u.user_id = t.user_id
where t.token_sha256 = $1 and t.expires_at > $2 and t.revoked_at is null and u.active
