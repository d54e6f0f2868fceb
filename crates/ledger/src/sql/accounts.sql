-- The chart of accounts.
select account, name, name_en, kind, posting, s_code, counterparty_kind, flow, role, unit, open_items,
       valid_from, valid_to, grade, source, note
from account where entity_id = $1 order by account
