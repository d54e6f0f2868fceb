-- Templates a user may use: own ones and shared ones.
select template, owner, owner_name, shared, updated_at
from voucher_template where entity_id = $1 and (owner = $2 or shared) order by template
