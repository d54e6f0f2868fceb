-- Groups with their last name.
select g.group_code, g.name
from party_group as g
where g.entity_id = $1
  and not exists (select 1 from party_group as n
                  where n.entity_id = $1 and n.group_code = g.group_code and n.revision > g.revision)
order by g.group_code
