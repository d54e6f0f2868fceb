-- The files an entity received last.
select f.entity_id, f.kind, f.sha256, f.file_name, f.file_bytes, f.received_at, f.received_by,
       (select o.outcome from inbox_outcome as o
        where o.entity_id = f.entity_id and o.kind = f.kind and o.sha256 = f.sha256
        order by o.number desc limit 1) as outcome
from inbox_file as f
where f.entity_id = $1
order by f.received_at desc, f.kind, f.sha256
limit $2
