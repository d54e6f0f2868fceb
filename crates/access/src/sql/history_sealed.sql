-- Processing history after a place, oldest first, with every column.
select history_seq, at, actor, actor_name, on_behalf_of, role, channel, address, client, command, subject, outcome, detail, rules, hash
from history where entity_id = $1 and history_seq > $2 order by history_seq limit $3
