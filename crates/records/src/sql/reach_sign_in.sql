-- Traces of sign-in that ended before a moment, of users of an entity and of users of none, after a kind and a
-- mark.
with works as (
  select user_id, entity_id from user_role
  union select user_id, entity_id from substitute
  union select principal_id, entity_id from substitute
), trace as (
  select 'browser' as kind, mark_sha256 as mark, user_id, cast(0 as bigint) as file_bytes
  from device where used_at < $2
  union all
  select 'code', code_sha256, user_id, cast(0 as bigint) from recovery_code where used_at < $2
  union all
  select 'session', token_sha256, user_id, cast(octet_length(address) + octet_length(agent) as bigint)
  from session where created_at < $2
  union all
  select 'token', token_sha256, user_id, cast(octet_length(name) as bigint)
  from api_token where expires_at < $2 or revoked_at < $2
)
select t.kind, t.mark, t.user_id, t.file_bytes
from trace as t
where (t.kind > $3 or t.kind = $3 and t.mark > $4)
  and (exists (select 1 from works as w where w.user_id = t.user_id and w.entity_id = $1)
       or not exists (select 1 from works as w where w.user_id = t.user_id))
order by t.kind, t.mark limit $5
