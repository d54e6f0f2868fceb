-- Every version of a group of entities, the latest first.
select group_code, version, name, members_json, changed_by_name, changed_at
from entity_group_version
where group_code = $1
order by version desc
