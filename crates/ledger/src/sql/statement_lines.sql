-- Every account range of every statement line.
select statement, line_no, part, section, section_en, name, name_en, account_from, account_to, s_code_from,
       s_code_to, sign
from statement_line where entity_id = $1 order by statement, line_no, part
