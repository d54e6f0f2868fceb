-- One line of processing history.
insert into history (entity_id, history_seq, at, actor, actor_name, role, channel, command, subject, outcome, detail)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
