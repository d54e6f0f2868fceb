-- Entities in which a user holds a role on a day.
select distinct g.entity_id
from user_role g
join app_user u on u.user_id = g.user_id
where g.user_id = $1 and u.active and g.taken_at is null
  and (g.valid_from is null or g.valid_from <= $2)
  and (g.valid_to is null or g.valid_to >= $2)
order by g.entity_id
