-- A group is gone from its directory.
delete from directory_group where provider = $1 and group_id = $2
