-- The last voucher of a year, by the journal.
select journal_seq, hash from voucher where entity_id = $1 and year = $2 order by journal_seq desc limit 1
