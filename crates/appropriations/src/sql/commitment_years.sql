-- Expected settlement per year of every commitment.
select commitment, year, amount_ore
from commitment_year where entity_id = $1
order by commitment, year
