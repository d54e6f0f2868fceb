-- Sum of one account's lines of a year after one place and up to another; for the balance a page starts
-- with. Bounds on the three together let the index answer alone.
select cast(coalesce(sum(amount_ore), 0) as bigint) as amount_ore
from voucher_line
where entity_id = $1 and account = $2 and year = $3
  and (period, journal_seq, line_no) > ($4, $5, $6) and (period, journal_seq, line_no) <= ($7, $8, $9)
