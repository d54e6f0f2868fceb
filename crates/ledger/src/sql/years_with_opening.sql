-- Years whose opening balances are posted.
select distinct year from balance where entity_id = $1 and period = $2
