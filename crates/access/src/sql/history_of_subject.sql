-- Processing history of one subject, oldest first.
select history_seq, at, actor, actor_name, on_behalf_of, role, channel, address, client, command, subject, outcome, detail, rules
from history where entity_id = $1 and subject = $2 order by history_seq limit $3
