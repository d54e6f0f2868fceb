-- One code of a new set.
insert into recovery_code (code_sha256, user_id, made_at) values ($1, $2, $3)
