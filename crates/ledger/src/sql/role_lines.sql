-- Lines of one period with dates up to a day on accounts with one of four roles, by account and value of
-- the dimension at a position. The casts are for PostgreSQL, where a sum of bigint is numeric.
select l.period, l.account, a.role,
       case cast($4 as bigint) when 1 then c.d1 when 2 then c.d2 when 3 then c.d3 when 4 then c.d4 when 5 then c.d5 when 6 then c.d6
               when 7 then c.d7 when 8 then c.d8 when 9 then c.d9 when 10 then c.d10 when 11 then c.d11 else c.d12 end as value,
       cast(sum(case when l.amount_ore >= 0 then l.amount_ore else 0 end) as bigint) as debit_ore,
       cast(sum(case when l.amount_ore < 0 then -l.amount_ore else 0 end) as bigint) as credit_ore
from account as a
join voucher_line as l on l.entity_id = a.entity_id and l.account = a.account
join voucher as v on v.entity_id = l.entity_id and v.journal_seq = l.journal_seq
join coding as c on c.entity_id = l.entity_id and c.coding_id = l.coding_id
where a.entity_id = $1 and l.year = $2 and l.period = $3 and v.voucher_date <= $9 and a.role in ($5, $6, $7, $8)
group by 1, 2, 3, 4
