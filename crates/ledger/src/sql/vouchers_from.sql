-- Headers in journal order, from a place on.
select journal_seq, series, year, number, period, voucher_date, event_date, kind, text, counterparty, registered_at,
       registered_by, registered_by_name, source, source_sha256, source_key, link, correction, corrects_seq, reason,
       warnings, line_count, turnover_ore, model_version, previous_hash, hash
from voucher where entity_id = $1 and journal_seq >= $2 order by journal_seq limit $3
