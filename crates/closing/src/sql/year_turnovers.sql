-- The cube of one year by coding and period. The casts are for PostgreSQL, where a sum of bigint is numeric.
select c.coding_key, b.period, cast(sum(b.debit_ore) as bigint) as debit_ore,
       cast(sum(b.credit_ore) as bigint) as credit_ore
from balance as b
join coding as c on c.entity_id = b.entity_id and c.coding_id = b.coding_id
where b.entity_id = $1 and b.year = $2
group by c.coding_key, b.period
order by c.coding_key, b.period
