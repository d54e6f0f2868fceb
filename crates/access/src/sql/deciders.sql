-- Who holds a permission in an entity on a day, by natural person: those who could decide.
select distinct u.user_id, p.person
from user_role g
join app_user u on u.user_id = g.user_id
join role_permission d on d.role = g.role
left join user_person p on p.user_id = u.user_id
where g.entity_id = $1 and d.permission = $2 and u.active and g.taken_at is null
  and (g.valid_from is null or g.valid_from <= $3)
  and (g.valid_to is null or g.valid_to >= $3)
order by u.user_id
