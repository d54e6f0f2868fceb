-- Uses a recovery code up; nothing when it was used before.
update recovery_code set used_at = $3 where code_sha256 = $1 and user_id = $2 and used_at is null
