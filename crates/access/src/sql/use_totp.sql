-- Uses a step up; nothing when it or a later one was used before.
update totp set last_step = $2 where user_id = $1 and confirmed_at is not null and last_step < $2
