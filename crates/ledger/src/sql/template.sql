-- The template with a name, whoever's it is.
select template, owner, owner_name, shared, updated_at
from voucher_template where entity_id = $1 and template = $2
