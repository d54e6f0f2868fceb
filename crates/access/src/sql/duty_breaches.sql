-- What went through in spite of a rule in an entity, the latest first.
select breach_no, rule, exception_no, command, subject, actor_name, at
from duty_breach where entity_id = $1
order by breach_no desc limit $2
