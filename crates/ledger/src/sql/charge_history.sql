-- Whether a period holds vouchers of an imported history, which no rule applies to.
select 1 as found from voucher where entity_id = $1 and year = $2 and period = $3 and source = $4 limit 1
