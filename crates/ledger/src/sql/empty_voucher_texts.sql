-- Empties the texts of a voucher's head, which the log has named.
update voucher set text = '', counterparty = '', link = '', reason = '', warnings = ''
where entity_id = $1 and journal_seq = $2
