-- Dimensions that take values outside the register.
select position, code from dimension where entity_id = $1 and free_values = true order by position
