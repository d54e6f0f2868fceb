-- A user's living sessions, the latest first.
select token_sha256, created_at, last_seen_at, address, agent, method, factors
from session
where user_id = $1 and created_at > $2 and last_seen_at > $3
order by created_at desc, token_sha256
