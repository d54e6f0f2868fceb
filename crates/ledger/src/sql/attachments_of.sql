-- Documents kept with a voucher.
select sha256, name from voucher_attachment where entity_id = $1 and journal_seq = $2 order by sha256
