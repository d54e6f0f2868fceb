-- Every version of a feeder system, the latest first.
select feeder_code, version, content, changed_at, changed_by_name
from feeder where entity_id = $1 and feeder_code = $2
order by version desc
