-- The latest lines of an entity's processing history, newest first.
select history_seq, at, actor_name, role, channel, command, subject, outcome, detail
from history where entity_id = $1 order by history_seq desc limit $2
