-- A group of a directory, by its name.
select group_id, name, external_id, version, changed_at
from directory_group where provider = $1 and name = $2
