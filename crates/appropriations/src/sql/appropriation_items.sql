-- Every item of the register of appropriations in its latest version.
select i.item, i.version, i.content_json, i.changed_by_name, i.changed_at
from appropriation_item as i
where i.entity_id = $1 and i.version = (
  select max(l.version) from appropriation_item as l where l.entity_id = $1 and l.item = i.item)
order by i.item
