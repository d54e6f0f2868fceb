-- Files that were made before a moment and still have their bytes, after a subject.
select f.kind || '/' || cast(f.number as text) as subject, f.sha256, f.file_bytes
from outbox_file as f
where f.entity_id = $1 and f.made_at < $2 and f.kind || '/' || cast(f.number as text) > $3
  and exists (select 1 from outbox_chunk as c
              where c.entity_id = f.entity_id and c.kind = f.kind and c.number = f.number)
order by f.kind || '/' || cast(f.number as text) limit $4
