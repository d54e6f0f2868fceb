-- The runs of a year, in order, with the numbers of what they posted and took back.
select r.run_no, r.period, r.mark, r.version, r.journal_seq, v.series, v.year as voucher_year, v.number,
       b.series as back_series, b.year as back_year, b.number as back_number, r.posted_at, r.posted_by_name
from allocation_run as r
left join voucher as v on v.entity_id = r.entity_id and v.journal_seq = r.journal_seq
left join voucher as b on b.entity_id = r.entity_id and b.journal_seq = r.replaced_seq
where r.entity_id = $1 and r.year = $2
order by r.run_no
