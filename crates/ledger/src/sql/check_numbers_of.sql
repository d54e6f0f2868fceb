-- Numbers of a series, in order.
select year, number from voucher where entity_id = $1 and series = $2 order by year, number
