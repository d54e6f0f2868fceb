-- Forgets a user's browsers that were not used for long, and the oldest of too many.
delete from device
where user_id = $1 and (used_at <= $2 or mark_sha256 not in (
  select mark_sha256 from device where user_id = $1 order by used_at desc, mark_sha256 limit $3))
