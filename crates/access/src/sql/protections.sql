-- Protections in force: set, and lifted by no other row.
select p.protection_no, p.kind, p.dimension, p.subject, p.reason, p.set_at, p.set_by_name
from protection as p
where p.entity_id = $1 and p.lifts is null
  and not exists (select 1 from protection as l where l.entity_id = p.entity_id and l.lifts = p.protection_no)
order by p.protection_no
