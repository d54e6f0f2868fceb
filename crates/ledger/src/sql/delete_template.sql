-- Deletes a template.
delete from voucher_template where entity_id = $1 and template = $2
