-- Every table with its columns: a pair, because each engine has a catalogue of its own.
select t.name as table_name, c.name as column_name, lower(c.type) as kind,
       case when c.pk = 0 then null else c.pk end as key_place
from sqlite_master as t, pragma_table_info(t.name) as c
where t.type = 'table' and t.name not like 'sqlite\_%' escape '\' and t.name <> 'migration'
order by t.name, c.cid
