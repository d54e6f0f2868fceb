-- A group of a directory.
select group_id, name, external_id, version, changed_at
from directory_group where provider = $1 and group_id = $2
