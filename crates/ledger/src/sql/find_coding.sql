-- The number of an interned coding.
select coding_id from coding where entity_id = $1 and coding_key = $2
