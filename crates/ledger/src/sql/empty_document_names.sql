-- Empties the names of a voucher's documents, which the log has named; their hashes stay.
update voucher_attachment set name = '' where entity_id = $1 and journal_seq = $2
