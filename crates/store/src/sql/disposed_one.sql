-- What was disposed of, by its name; the latest, if a name was used again.
select disposed_no, record, subject, sha256, file_bytes, about, decision_no, run_no, disposed_at, disposed_by_name
from disposed where entity_id = $1 and record = $2 and subject = $3
order by disposed_no desc limit 1
