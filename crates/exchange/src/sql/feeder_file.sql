-- The latest receipt of a file that still stands: one with a voucher that is not reversed. A file whose
-- vouchers are all taken back may come again.
select i.import_no, i.file_name, i.taken_on, i.taken_by_name
from feeder_import as i where i.entity_id = $1 and i.sha256 = $2
  and exists (
    select 1 from feeder_voucher as f
    where f.entity_id = $1 and f.import_no = i.import_no
      and not exists (
        select 1 from corrected_line as k
        join voucher as c on c.entity_id = $1 and c.journal_seq = k.correcting_seq and c.correction = 'reversal'
        where k.entity_id = $1 and k.original_seq = f.journal_seq))
order by i.import_no desc limit 1
