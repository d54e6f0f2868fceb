-- A page of an entity's processing history before a place in it, newest first.
select history_seq, at, actor, actor_name, role, channel, command, subject, outcome, detail
from history
where entity_id = $1 and history_seq < $2
  and (cast($3 as bigint) is null or actor = $3)
  and (cast($4 as text) is null or command = $4)
  and (cast($5 as text) is null or outcome = $5)
  and (cast($6 as text) is null or at >= $6)
  and (cast($7 as text) is null or at < $7)
order by history_seq desc
limit $8
