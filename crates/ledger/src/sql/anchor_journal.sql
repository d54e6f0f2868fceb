-- The last voucher of an entity, for an anchor.
select journal_seq, hash from voucher where entity_id = $1 order by journal_seq desc limit 1
