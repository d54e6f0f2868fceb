-- The user signed in with this browser.
insert into device (mark_sha256, user_id, used_at) values ($1, $2, $3)
on conflict (mark_sha256) do update set used_at = excluded.used_at
