-- Every coding, text and columns.
select coding_id, coding_key, account, d1, d2, d3, d4, d5, d6, d7, d8, d9, d10, d11, d12
from coding where entity_id = $1 order by coding_id
