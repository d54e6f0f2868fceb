-- The file that has these bytes under this name for these periods.
select entity_id, kind, number, file_name, period_from, period_to, journal_seq, charset, file_bytes, sha256,
       made_at, made_by, made_by_name, seal
from outbox_file
where entity_id = $1 and kind = $2 and sha256 = $3 and file_name = $4 and period_from = $5 and period_to = $6
