-- Every licence of a person, also those that ended.
select h.licence_holding_id, h.user_id, u.login, u.name, h.class, h.valid_from, h.valid_to
from licence_holding h join app_user u on u.user_id = h.user_id
order by u.login, h.licence_holding_id
