-- What documents are called, by hash.
select distinct sha256, name from voucher_attachment where entity_id = $1 order by name
