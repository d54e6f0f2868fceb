-- Removes a user's sessions that have ended by age, and the oldest of too many.
delete from session
where user_id = $1 and (created_at <= $2 or token_sha256 not in (
  select token_sha256 from session where user_id = $1 order by created_at desc, token_sha256 limit $3))
