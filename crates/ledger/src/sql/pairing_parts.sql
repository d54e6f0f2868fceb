-- Parts of a pairing.
select journal_seq, line_no, amount_ore from pairing_line
where entity_id = $1 and pairing_id = $2 order by journal_seq, line_no
