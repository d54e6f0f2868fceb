-- Every table with its columns: a pair, because each engine has a catalogue of its own.
select cast(t.relname as text) as table_name, cast(c.attname as text) as column_name,
       cast(y.typname as text) as kind,
       cast(array_position(cast(k.conkey as bigint[]), cast(c.attnum as bigint)) as bigint) as key_place
from pg_class as t
join pg_namespace as n on n.oid = t.relnamespace
join pg_attribute as c on c.attrelid = t.oid and c.attnum > 0 and not c.attisdropped
join pg_type as y on y.oid = c.atttypid
left join pg_constraint as k on k.conrelid = t.oid and k.contype = 'p'
where n.nspname = 'public' and t.relkind in ('r', 'p') and t.relname <> 'migration'
order by cast(t.relname as text) collate "C", c.attnum
