-- A page of the registers' history, newest first.
select version, register, subject, before_json, after_json, changed_by_name, changed_at
from model_change
where entity_id = $1 and ($2 = '' or register = $2) and version < $3
order by version desc limit $4
