-- The latest version of every group of entities.
select g.group_code, g.version, g.name, g.members_json, g.changed_by_name, g.changed_at
from entity_group_version g
where g.version = (select max(l.version) from entity_group_version l where l.group_code = g.group_code)
order by g.group_code
