-- Balance of an account by the cube, from a year on.
select cast(coalesce(sum(b.debit_ore - b.credit_ore), 0) as bigint) as balance_ore
from balance as b join coding as c on c.entity_id = b.entity_id and c.coding_id = b.coding_id
where b.entity_id = $1 and c.account = $2 and b.year >= $3
