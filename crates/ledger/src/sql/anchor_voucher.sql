-- The hash of the voucher at a place of the journal that an anchor names.
select hash from voucher where entity_id = $1 and journal_seq = $2
