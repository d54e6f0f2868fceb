-- Rates, oldest first.
select currency, valid_from, rate_micro from currency_rate where entity_id = $1 order by currency, valid_from
