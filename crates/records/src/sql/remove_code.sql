-- Lets a recovery code go that the log has named.
delete from recovery_code where code_sha256 = $1
