-- Keeps a hold.
insert into disposal_hold (entity_id, hold_no, record, year_from, year_to, voucher, reason, valid_from, valid_to,
                           made_at, made_by, made_by_name)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
