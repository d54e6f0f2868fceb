-- Holds, the latest first, with who lifted them.
select h.hold_no, h.record, h.year_from, h.year_to, h.voucher, h.reason, h.valid_from, h.valid_to, h.made_at, h.made_by,
       h.made_by_name, r.released_at, r.released_by_name, r.reason as release_reason
from disposal_hold as h
left join disposal_release as r on r.entity_id = h.entity_id and r.hold_no = h.hold_no
where h.entity_id = $1
order by h.hold_no desc
