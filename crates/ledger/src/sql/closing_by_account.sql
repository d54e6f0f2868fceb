-- Closing balances of a year by account, from the cube.
select c.account, cast(sum(b.debit_ore - b.credit_ore) as bigint) as amount_ore
from balance as b join coding as c on c.entity_id = b.entity_id and c.coding_id = b.coding_id
where b.entity_id = $1 and b.year = $2
group by c.account
