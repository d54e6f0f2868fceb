-- What a voucher's documents are called, to be hidden.
select distinct name as text from voucher_attachment where entity_id = $1 and journal_seq = $2 order by name
