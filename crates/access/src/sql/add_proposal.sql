-- A change that another shall decide on.
insert into proposal (entity_id, proposal, kind, subject, content, reason, valid_to, sha256,
  proposed_by, proposed_by_name, proposed_at, state)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'open')
