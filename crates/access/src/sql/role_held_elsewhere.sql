-- Holders of a role, now or later, in entities whose roles the actor does not manage.
select count(*) as grants
from user_role g
where g.role = $1 and g.taken_at is null and (g.valid_to is null or g.valid_to >= $4)
  and not exists (
    select 1 from user_role a join role_permission p on p.role = a.role
    where a.user_id = $2 and a.entity_id = g.entity_id and p.permission = $3
      and a.taken_at is null
      and (a.valid_from is null or a.valid_from <= $4)
      and (a.valid_to is null or a.valid_to >= $4)
  )
