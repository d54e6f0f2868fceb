-- What a voucher's head says, to be hidden.
select text, counterparty, reason, link from voucher where entity_id = $1 and journal_seq = $2
