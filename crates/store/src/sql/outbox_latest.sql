-- The files an entity made last, of one kind or, when none is named, of all.
select entity_id, kind, number, file_name, period_from, period_to, journal_seq, charset, file_bytes, sha256,
       made_at, made_by, made_by_name, seal
from outbox_file where entity_id = $1 and ($2 = '' or kind = $2)
order by made_at desc, kind, number desc
limit $3
