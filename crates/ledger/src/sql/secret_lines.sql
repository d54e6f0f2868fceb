-- What a voucher's lines say, to be hidden.
select distinct text from voucher_line where entity_id = $1 and journal_seq = $2 and text <> '' order by text
