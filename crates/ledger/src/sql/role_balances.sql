-- The cube of one year on accounts with one of four roles, by period, account and value of the dimension
-- at a position. The casts are for PostgreSQL, where a sum of bigint is numeric.
select b.period, c.account, a.role,
       case cast($4 as bigint) when 1 then c.d1 when 2 then c.d2 when 3 then c.d3 when 4 then c.d4 when 5 then c.d5 when 6 then c.d6
               when 7 then c.d7 when 8 then c.d8 when 9 then c.d9 when 10 then c.d10 when 11 then c.d11 else c.d12 end as value,
       cast(sum(b.debit_ore) as bigint) as debit_ore, cast(sum(b.credit_ore) as bigint) as credit_ore
from balance as b
join coding as c on c.entity_id = b.entity_id and c.coding_id = b.coding_id
join account as a on a.entity_id = c.entity_id and a.account = c.account
where b.entity_id = $1 and b.year = $2 and b.period < $3 and a.role in ($5, $6, $7, $8)
group by 1, 2, 3, 4
