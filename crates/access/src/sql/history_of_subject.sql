-- Processing history of one subject, oldest first.
select history_seq, at, actor, actor_name, role, channel, command, subject, outcome, detail
from history where entity_id = $1 and subject = $2 order by history_seq limit $3
