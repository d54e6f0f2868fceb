-- What decides which users there are: none is removed, and neither login nor name is changed.
select (select coalesce(max(user_id), 0) from app_user) as last_user,
       (select count(*) from user_person) as tied,
       (select max(tied_at) from user_person) as last_tied_at
