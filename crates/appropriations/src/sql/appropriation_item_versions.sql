-- Every version of an item of the register of appropriations, the latest first.
select item, version, content_json, changed_by_name, changed_at
from appropriation_item where entity_id = $1 and item = $2
order by version desc
