-- Adds a commitment.
insert into commitment (entity_id, commitment, item, counterparty, decided_on, document, note, total_ore, first_paragraph,
  registered_by, registered_by_name, registered_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
