-- What each version of a posting rule has posted in a period, by coding. The index over generated lines
-- holds all that is asked.
select l.generated_by, l.generated_version, c.coding_key, l.amount_ore
from (select generated_by, generated_version, coding_id, cast(sum(amount_ore) as bigint) as amount_ore
      from voucher_line
      where entity_id = $1 and year = $2 and period = $3 and generated_by <> ''
      group by generated_by, generated_version, coding_id) as l
join coding as c on c.entity_id = $1 and c.coding_id = l.coding_id
