-- Texts the log says are gone, and tombstones the history tells of, that no tombstone stands for.
select 'disposed' as source, d.subject
from disposed as d
where d.entity_id = $1 and d.record = 'voucher_text'
  and not exists (select 1 from voucher_tombstone as t
                  where t.entity_id = d.entity_id and cast(t.journal_seq as text) = d.subject)
union all
select 'history_change', h.object
from history_change as h
where h.entity_id = $1 and h.register = 'voucher_tombstone'
  and not exists (select 1 from voucher_tombstone as t
                  where t.entity_id = h.entity_id and cast(t.tombstone_no as text) = h.object)
order by 1, 2
