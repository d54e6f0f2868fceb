-- Dimensions, and whether they take values outside the register.
select position, code, free_values from dimension where entity_id = $1 order by position
