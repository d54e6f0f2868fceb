-- The cube of one period by coding, as text: what posting rules are tried on. The casts are for
-- PostgreSQL, where a sum of bigint is numeric.
select c.coding_key, cast(sum(b.debit_ore) as bigint) as debit_ore, cast(sum(b.credit_ore) as bigint) as credit_ore,
       cast(sum(b.line_count) as bigint) as line_count
from balance as b
join coding as c on c.entity_id = b.entity_id and c.coding_id = b.coding_id
where b.entity_id = $1 and b.year = $2 and b.period = $3
group by c.coding_key
