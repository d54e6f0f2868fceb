-- Who did what on a thing, by natural person.
select a.command, a.user_id, a.actor_name, a.at, p.person
from duty_act a left join user_person p on p.user_id = a.user_id
where a.entity_id = $1 and a.subject = $2
order by a.at, a.command, a.user_id, a.actor_name
