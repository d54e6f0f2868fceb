-- Exceptions of an entity, the latest first.
select e.exception_no, e.rule, e.user_id, u.login, u.name, p.person, e.valid_from, e.valid_to, e.reason, e.control,
       e.proposal, e.proposed_by_name, e.accepted_by_name, e.accepted_at, e.ended_at, e.ended_by_name
from duty_exception e join app_user u on u.user_id = e.user_id left join user_person p on p.user_id = e.user_id
where e.entity_id = $1
order by e.exception_no desc
