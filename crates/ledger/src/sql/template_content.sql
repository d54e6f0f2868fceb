-- What a template holds that a user may use.
select content from voucher_template where entity_id = $1 and template = $2 and (owner = $3 or shared)
