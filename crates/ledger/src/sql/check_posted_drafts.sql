-- Drafts that say they were posted, whose voucher is not there.
select d.entity_id, d.draft_id, d.posted_seq from draft as d
where (d.state = 'posted') <> (d.posted_seq is not null)
   or (d.posted_seq is not null
       and not exists (select 1 from voucher as v where v.entity_id = d.entity_id and v.journal_seq = d.posted_seq))
