-- Any number of a series.
select number from voucher where entity_id = $1 and series = $2 limit 1
