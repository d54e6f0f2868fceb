-- What decides what drafts hold, and which vouchers there are: their numbers, and versions of those that are open.
select j.last_seq, coalesce(h.last_draft, 0) as last_draft,
       (select cast(count(*) as bigint) from draft as d
        where d.entity_id = $1 and d.state in ('working', 'parked')) as draft_count,
       (select cast(coalesce(sum(d.version), 0) as bigint) from draft as d
        where d.entity_id = $1 and d.state in ('working', 'parked')) as version_sum
from journal_head as j left join draft_head as h on h.entity_id = j.entity_id
where j.entity_id = $1
