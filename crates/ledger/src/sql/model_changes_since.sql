-- Changes of what lines are tried and checked by, made after a version of the model, newest first.
select version, before_json, after_json
from model_change
where entity_id = $1 and version > $2
  and register in ('account', 'dimension', 'dimension_value', 'relation', 'combination_rule', 'posting_rule',
                   'voucher_kind')
order by version desc
