-- What some lines changed, in order: the lines are given as one text of numbers of 20 signs each.
with recursive line (history_seq, rest) as (
  select cast(substr($2, 1, 20) as bigint), substr($2, 21)
  union all
  select cast(substr(rest, 1, 20) as bigint), substr(rest, 21) from line where rest <> ''
)
select c.history_seq, c.register, c.object, c.field, c.before_text, c.after_text
from line join history_change as c on c.entity_id = $1 and c.history_seq = line.history_seq
order by c.history_seq, c.place
