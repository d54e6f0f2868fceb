-- Rules of separation as they now are.
select rule, version, kind, first_codes, second_codes, permission, of_installation, active, valid_from, valid_to,
       name, name_en, source
from duty_rule r
where version = (select max(version) from duty_rule l where l.rule = r.rule)
order by rule
