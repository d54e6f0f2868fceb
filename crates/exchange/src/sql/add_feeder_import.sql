-- The receipt of a file that was taken.
insert into feeder_import (entity_id, import_no, feeder_code, version, sha256, file_name, row_count, taken_on, taken_at, taken_by, taken_by_name)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
