-- The journal sequence of a voucher number.
select journal_seq from voucher where entity_id = $1 and series = $2 and year = $3 and number = $4
