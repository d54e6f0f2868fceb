-- Names of the groups somebody is in.
select g.name from directory_member m
join directory_group g on g.provider = m.provider and g.group_id = m.group_id
where m.provider = $1 and m.user_id = $2
order by g.name
