-- The file a voucher came out of.
select f.import_no, f.feeder_code, f.reference, i.file_name
from feeder_voucher as f
join feeder_import as i on i.entity_id = $1 and i.import_no = f.import_no
join voucher as v on v.entity_id = $1 and v.journal_seq = f.journal_seq
where f.entity_id = $1 and v.series = $2 and v.year = $3 and v.number = $4
