-- Documents of a stretch of the journal.
select journal_seq, sha256, name from voucher_attachment
where entity_id = $1 and journal_seq > $2 and journal_seq <= $3 order by journal_seq, sha256
