-- Who holds, held or will hold which role in an entity.
select g.grant_id, g.user_id, u.login, u.name, u.active, g.role, g.conditions, g.decision, g.decided_on,
       g.valid_from, g.valid_to, g.given_at, g.taken_at
from user_role g join app_user u on u.user_id = g.user_id
where g.entity_id = $1
order by u.login, g.grant_id
