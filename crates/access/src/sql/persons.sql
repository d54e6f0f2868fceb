-- Accounts that are tied to a natural person.
select u.login, u.name, p.person from user_person p join app_user u on u.user_id = p.user_id order by p.person, u.login
