-- A directory's tokens end.
update directory_token set ended_at = $2 where provider = $1 and ended_at is null
