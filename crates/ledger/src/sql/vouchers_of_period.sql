-- Vouchers of one period in journal order, from a place on: what the journal shows of them.
select journal_seq, series, year, number, period, voucher_date, text, counterparty, registered_by_name,
       registered_at, correction, reason, line_count
from voucher
where entity_id = $1 and year = $2 and period = $3 and journal_seq > $4 and journal_seq <= $5
order by journal_seq limit $6
