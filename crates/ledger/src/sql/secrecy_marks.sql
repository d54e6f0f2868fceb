-- Marks of secrecy that are set, and lifted by no other row.
select s.mark_no, s.kind, s.subject, s.statute, s.reason, s.valid_from, s.valid_to, s.marked_at, s.marked_by_name
from secrecy_mark as s
where s.entity_id = $1 and s.lifts is null
  and not exists (select 1 from secrecy_mark as l where l.entity_id = s.entity_id and l.lifts = s.mark_no)
order by s.mark_no
