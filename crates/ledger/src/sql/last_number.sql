-- The last number of a series in a year, 0 when it has none.
select coalesce(max(number), 0) as number from voucher where entity_id = $1 and series = $2 and year = $3
