-- A file of the outbox.
select entity_id, kind, number, file_name, period_from, period_to, journal_seq, charset, file_bytes, sha256,
       made_at, made_by, made_by_name, seal
from outbox_file where entity_id = $1 and kind = $2 and number = $3
