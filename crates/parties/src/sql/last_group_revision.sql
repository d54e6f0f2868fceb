-- The last revision of a group.
select revision from party_group where entity_id = $1 and group_code = $2 order by revision desc limit 1
