-- The latest file of each last period from one on, of a kind: what has been told of that period.
select period_to, max(number) as number
from outbox_file where entity_id = $1 and kind = $2 and period_to >= $3
group by period_to
order by period_to
