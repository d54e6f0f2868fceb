-- The model's history, every column.
select version, register, subject, before_json, after_json, changed_by, changed_by_name, changed_at, stamp
from model_change where entity_id = $1 order by version
