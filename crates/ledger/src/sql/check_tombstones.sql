-- Tombstones in the order of their chain, with what voucher, log and history say of each.
select t.tombstone_no, t.journal_seq, t.decision_no, t.run_no, t.disposed_at, t.sealed, t.rest, t.previous_hash, t.hash,
       v.hash as voucher_hash, d.decision_no as logged_decision, d.run_no as logged_run, h.after_text as told_hash
from voucher_tombstone as t
left join voucher as v on v.entity_id = t.entity_id and v.journal_seq = t.journal_seq
left join disposed as d on d.entity_id = t.entity_id and d.record = 'voucher_text'
                       and d.subject = cast(t.journal_seq as text)
left join history_change as h on h.entity_id = t.entity_id and h.object = cast(t.tombstone_no as text)
                             and h.register = 'voucher_tombstone'
where t.entity_id = $1
order by t.tombstone_no
