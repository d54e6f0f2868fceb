-- By how many roles a user holds a permission in an entity on a day, and by how many without conditions on
-- rows. Asked again in every command's own transaction, so that a role that was taken is gone at once.
select count(*) as held, coalesce(sum(case when g.conditions = '' then 1 else 0 end), 0) as whole
from user_role g
join app_user u on u.user_id = g.user_id
join role_permission p on p.role = g.role
where g.user_id = $1 and g.entity_id = $2 and p.permission = $3 and u.active
  and g.taken_at is null
  and (g.valid_from is null or g.valid_from <= $4)
  and (g.valid_to is null or g.valid_to >= $4)
