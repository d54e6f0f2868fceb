-- Empties the texts of a voucher's lines, which the log has named.
update voucher_line set text = '' where entity_id = $1 and journal_seq = $2
