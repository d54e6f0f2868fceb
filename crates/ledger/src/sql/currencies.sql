-- Currencies.
select currency, name, decimals from currency where entity_id = $1 order by currency
