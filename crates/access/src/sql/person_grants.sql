-- Roles held in an entity, now or later, by natural person, with what each of them permits.
select g.user_id, u.login, u.name, p.person, g.grant_id, g.role, g.valid_from, g.valid_to, d.permission
from user_role g
join app_user u on u.user_id = g.user_id
join role_permission d on d.role = g.role
left join user_person p on p.user_id = g.user_id
where g.entity_id = $1 and g.taken_at is null and u.active
order by u.login, g.grant_id, d.permission
