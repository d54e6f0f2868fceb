-- Roles of a user that have not been taken away, in every entity.
select grant_id, entity_id, role, conditions, valid_from, valid_to
from user_role where user_id = $1 and taken_at is null
order by grant_id
