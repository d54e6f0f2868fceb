-- Vouchers a document is kept with.
select journal_seq from voucher_attachment where entity_id = $1 and sha256 = $2 order by journal_seq
