-- Every version of every feeder system, each system's latest first.
select feeder_code, version, content, changed_at, changed_by_name
from feeder where entity_id = $1
order by feeder_code, version desc
