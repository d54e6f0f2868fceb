-- Every version of the rules of separation, the latest first.
select rule, version, active, set_at, set_by_name from duty_rule order by version desc, rule
