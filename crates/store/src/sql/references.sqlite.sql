-- Which table refers to which: a pair, because each engine has a catalogue of its own.
select distinct t.name as table_name, f."table" as refers_to
from sqlite_master as t, pragma_foreign_key_list(t.name) as f
where t.type = 'table'
order by 1, 2
