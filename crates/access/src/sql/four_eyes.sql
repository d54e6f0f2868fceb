-- Kinds of change, and whether they take two, as it now is.
select kind, takes_two from four_eyes f
where version = (select max(version) from four_eyes l where l.kind = f.kind)
order by kind
