-- Removes a user's sessions that have ended by age, and the oldest of too many that were proven by
-- as many factors: who has the password alone ends no session that was proven by two.
delete from session
where user_id = $1 and (created_at <= $2 or (factors = $4 and token_sha256 not in (
  select token_sha256 from session where user_id = $1 and factors = $4
  order by created_at desc, token_sha256 limit $3)))
