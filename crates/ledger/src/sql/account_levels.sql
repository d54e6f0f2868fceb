-- Names of account classes, groups and sub-groups.
select prefix, name, name_en from account_level where entity_id = $1 order by prefix
