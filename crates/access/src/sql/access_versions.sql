-- The versions of the rules of separation with what takes two, and of what users may do. Asked in every command's
-- own transaction, so that what was changed counts at once.
select coalesce(max(case when name = 'duty' then last_number end), 0) as duty,
  coalesce(max(case when name = 'rights' then last_number end), 0) as rights
from access_counter where name in ('duty', 'rights')
