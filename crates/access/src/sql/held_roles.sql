-- Roles a user holds in an entity on a day, with what each of them permits.
select u.name, u.login, g.grant_id, g.role, r.name as role_name, r.name_en as role_name_en, g.conditions, p.permission
from user_role g
join app_user u on u.user_id = g.user_id
join role r on r.role = g.role
left join role_permission p on p.role = g.role
where g.user_id = $1 and g.entity_id = $2 and u.active
  and g.taken_at is null
  and (g.valid_from is null or g.valid_from <= $3)
  and (g.valid_to is null or g.valid_to >= $3)
order by g.grant_id, p.permission
