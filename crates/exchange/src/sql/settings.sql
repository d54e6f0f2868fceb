-- Every version of a register of settings, the latest first.
select version, valid_from, content, changed_at, changed_by_name
from exchange_setting where entity_id = $1 and register = $2
order by version desc
