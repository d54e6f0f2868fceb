-- What decides a user's class on a day: kind, licence held, and which classes are limited to
-- a number of persons.
select u.kind,
  (select min(h.class) from licence_holding h
   where h.user_id = u.user_id and h.valid_from <= $2 and (h.valid_to is null or h.valid_to >= $2)) as class,
  (select n.persons is not null from licence_number n where n.class = 'full' and n.valid_from <= $2
   order by n.valid_from desc, n.licence_number_id desc limit 1) as full_is_limited,
  (select n.persons is not null from licence_number n where n.class = 'light' and n.valid_from <= $2
   order by n.valid_from desc, n.licence_number_id desc limit 1) as light_is_limited
from app_user u where u.user_id = $1
