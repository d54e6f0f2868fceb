-- A group is called something else, or has other members.
update directory_group
set name = $3, external_id = $4, version = version + 1, changed_at = $5
where provider = $1 and group_id = $2
