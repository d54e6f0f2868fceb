-- One line of processing history.
select history_seq, at, actor, actor_name, on_behalf_of, role, channel, address, client, command, subject, outcome, detail, rules
from history where entity_id = $1 and history_seq = $2
