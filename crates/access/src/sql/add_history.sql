-- One line of processing history.
insert into history (entity_id, history_seq, at, actor, actor_name, on_behalf_of, role, channel, address, client,
  command, subject, outcome, detail, rules, hash)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
