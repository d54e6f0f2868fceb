-- The log of what was disposed of, the latest first.
select disposed_no, record, subject, sha256, file_bytes, about, decision_no, run_no, disposed_at, disposed_by_name
from disposed where entity_id = $1 and disposed_no < $2
order by disposed_no desc limit $3
