-- The first code of this secret was right; its step is used.
update totp set confirmed_at = $2, last_step = $3
where user_id = $1 and confirmed_at is null and secret_sealed = $4
