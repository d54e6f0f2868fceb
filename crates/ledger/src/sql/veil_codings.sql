-- Every used combination of account and values.
select coding_key from coding where entity_id = $1 order by coding_id
