-- Adds what became of a part of a commitment.
insert into commitment_event (entity_id, commitment, event, kind, happened_on, amount_ore, voucher, line_no, note,
  registered_by, registered_by_name, registered_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
