-- Net sums of a year over a stretch of periods by account, from the cube. The cast is for
-- PostgreSQL, where a sum of bigint is numeric.
select c.account, cast(sum(b.debit_ore - b.credit_ore) as bigint) as amount_ore
from balance as b join coding as c on c.entity_id = b.entity_id and c.coding_id = b.coding_id
where b.entity_id = $1 and b.year = $2 and b.period >= $3 and b.period <= $4
group by c.account
