-- What items were given in the years before one, kind by kind: which of those years they stood in the
-- State's budget. The cast is for PostgreSQL.
select item, year, kind, cast(sum(amount_ore) as bigint) as amount_ore
from appropriation_movement
where entity_id = $1 and year < $2 and kind in ('allotment', 'other_decision', 'distributed', 'redirected')
group by item, year, kind
having sum(amount_ore) <> 0
order by item, year
