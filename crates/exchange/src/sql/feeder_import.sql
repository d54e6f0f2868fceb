-- One receipt.
select i.import_no, i.feeder_code, i.version, i.sha256, i.file_name, i.row_count, i.taken_at, i.taken_by_name,
       (select count(*) from feeder_voucher as f
        where f.entity_id = $1 and f.import_no = i.import_no) as posted,
       (select count(distinct l.voucher_key) from feeder_left_out as l
        where l.entity_id = $1 and l.import_no = i.import_no) as left_out
from feeder_import as i where i.entity_id = $1 and i.import_no = $2
