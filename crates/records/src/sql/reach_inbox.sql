-- Files that came before a moment and still have their bytes, after a subject.
select f.kind || '/' || f.sha256 as subject, f.sha256, f.file_bytes
from inbox_file as f
where f.entity_id = $1 and f.received_at < $2 and f.kind || '/' || f.sha256 > $3
  and exists (select 1 from inbox_chunk as c
              where c.entity_id = f.entity_id and c.kind = f.kind and c.sha256 = f.sha256)
order by f.kind || '/' || f.sha256 limit $4
