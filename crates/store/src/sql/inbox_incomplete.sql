-- Received files whose chunks do not make up their length, unless they were disposed of.
-- The cast is for PostgreSQL, where a sum may be numeric.
select f.entity_id, f.kind, f.sha256, f.file_bytes,
       cast(coalesce(sum(octet_length(c.content)), 0) as bigint) as stored_bytes
from inbox_file as f
left join inbox_chunk as c on c.entity_id = f.entity_id and c.kind = f.kind and c.sha256 = f.sha256
where not exists (select 1 from disposed as d
                  where d.entity_id = f.entity_id and d.record = 'inbox' and d.subject = f.kind || '/' || f.sha256)
group by f.entity_id, f.kind, f.sha256, f.file_bytes
having coalesce(sum(octet_length(c.content)), 0) <> f.file_bytes
