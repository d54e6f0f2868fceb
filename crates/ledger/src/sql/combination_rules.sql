-- Combination rules in order of name.
select rule, account_pattern, dimension, requirement, value_pattern, warning, when_dimension, when_pattern,
       kind_pattern, valid_from, valid_to, text_sv, text_en
from combination_rule where entity_id = $1 order by rule
