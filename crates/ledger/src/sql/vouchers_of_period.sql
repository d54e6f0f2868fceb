-- Vouchers of one period in journal order, from a place on: what the journal shows of them. Period and
-- place are compared together, or SQLite would walk the whole journal in search of the period.
select journal_seq, series, year, number, period, voucher_date, text, counterparty, registered_by_name,
       registered_at, correction, reason, line_count
from voucher
where entity_id = $1 and year = $2 and (period, journal_seq) > ($3, $4) and (period, journal_seq) <= ($3, $5)
order by period, journal_seq limit $6
