-- Places in the journal after one, in order.
select journal_seq from voucher where entity_id = $1 and journal_seq > $2 order by journal_seq limit $3
