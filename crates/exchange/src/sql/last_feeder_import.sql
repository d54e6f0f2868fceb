-- The number of the latest receipt.
select import_no from feeder_import where entity_id = $1
order by import_no desc limit 1
