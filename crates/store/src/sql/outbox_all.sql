-- Every file of an entity's outbox, in the order of their numbers.
select entity_id, kind, number, file_name, period_from, period_to, journal_seq, charset, file_bytes, sha256,
       made_at, made_by, made_by_name, seal
from outbox_file where entity_id = $1
order by kind, number
