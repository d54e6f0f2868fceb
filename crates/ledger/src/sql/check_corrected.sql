-- Vouchers that corrected lines are claimed for: how many lines by the claims, how many by the voucher's
-- own lines, and how many the original has.
select k.correcting_seq, k.registered, k.original_first, k.original_last,
       v.series, v.year, v.number, v.correction, v.corrects_seq,
       (select count(*) from voucher_line as l
        where l.entity_id = $1 and l.journal_seq = k.correcting_seq and l.corrects_line is not null) as lines,
       (select count(*) from voucher_line as o
        where o.entity_id = $1 and o.journal_seq = v.corrects_seq) as original_lines
from (select correcting_seq, count(*) as registered, min(original_seq) as original_first,
             max(original_seq) as original_last
      from corrected_line where entity_id = $1 group by correcting_seq) as k
left join voucher as v on v.entity_id = $1 and v.journal_seq = k.correcting_seq
order by k.correcting_seq
