-- Which table refers to which: a pair, because each engine has a catalogue of its own.
select distinct cast(t.relname as text) as table_name, cast(r.relname as text) as refers_to
from pg_constraint as k
join pg_class as t on t.oid = k.conrelid
join pg_class as r on r.oid = k.confrelid
where k.contype = 'f'
order by 1, 2
