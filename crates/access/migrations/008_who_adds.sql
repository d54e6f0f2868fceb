-- Who adds an integration gives it no roles either, and appoints nobody they added as a substitute: the next
-- version of the rule where it stands as it came, and no agency has changed it (SEC-25).
insert into duty_rule (rule, version, kind, first_codes, second_codes, permission, of_installation, active,
  valid_from, valid_to, name, name_en, source, set_at, set_by, set_by_name)
select r.rule, (select c.last_number + 1 from access_counter c where c.name = 'duty'), r.kind,
  'user.add user.add_robot', 'role.give substitute.appoint', r.permission, r.of_installation, r.active,
  r.valid_from, r.valid_to, r.name, r.name_en, r.source, r.set_at, r.set_by, r.set_by_name
from duty_rule r
where r.rule = 'user_role' and r.first_codes = 'user.add' and r.second_codes = 'role.give'
  and r.set_by_name = 'standard'
  and r.version = (select max(l.version) from duty_rule l where l.rule = 'user_role');
update access_counter set last_number = last_number + 1 where name = 'duty';
