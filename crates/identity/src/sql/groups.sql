-- Groups of a directory, by number.
select group_id, name, external_id, version, changed_at
from directory_group where provider = $1
order by group_id
