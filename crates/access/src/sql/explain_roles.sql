-- Roles a user holds, held or will hold in an entity, and whether each gives a permission.
select g.grant_id, g.role, r.name as role_name, r.name_en as role_name_en, g.conditions,
       g.valid_from, g.valid_to, g.given_at, giver.name as given_by, g.taken_at,
       (select count(*) from role_permission p where p.role = g.role and p.permission = $3) as gives
from user_role g
join role r on r.role = g.role
left join app_user giver on giver.user_id = g.given_by
where g.entity_id = $1 and g.user_id = $2
order by g.grant_id
