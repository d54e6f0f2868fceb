-- Every version of the terms of an item, the latest year and version first.
select item, year, version, content_json, changed_by_name, changed_at
from appropriation_terms where entity_id = $1 and item = $2
order by year desc, version desc
