-- The content of a draft, and what lists show of it.
update draft set content = $3, raw = $4, voucher_date = $5, text = $6, line_count = $7, turnover_ore = $8
where entity_id = $1 and draft_id = $2
