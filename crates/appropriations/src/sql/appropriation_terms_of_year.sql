-- The terms of every item for a year, in their latest version.
select t.item, t.year, t.version, t.content_json, t.changed_by_name, t.changed_at
from appropriation_terms as t
where t.entity_id = $1 and t.year = $2 and t.version = (
  select max(l.version) from appropriation_terms as l where l.entity_id = $1 and l.item = t.item and l.year = $2)
