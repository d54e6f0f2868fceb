-- Open proposals of an entity by kind, those left out whose day is past or that the same person made.
select q.kind, count(*) as proposals
from proposal q
where q.entity_id = $1 and q.state = 'open' and q.valid_to >= $2 and q.proposed_by <> $3
  and not exists (
    select 1 from user_person own join user_person other on other.person = own.person
    where own.user_id = $3 and other.user_id = q.proposed_by
  )
group by q.kind
order by q.kind
