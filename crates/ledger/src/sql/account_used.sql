-- Any line on an account.
select line_no from voucher_line where entity_id = $1 and account = $2 limit 1
