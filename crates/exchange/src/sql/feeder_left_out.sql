-- What was left out of a file, and why, in the order of the file.
select voucher_key, row_no, column_name, name, said
from feeder_left_out where entity_id = $1 and import_no = $2
order by item_no
