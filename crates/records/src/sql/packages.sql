-- Packages, the latest first, each with the last look at it.
select p.package_no, p.year, p.as_of, p.folder, p.file_count, p.file_bytes, p.journal_seq, p.journal_hash,
       p.manifest_sha256, p.made_at, p.made_by_name, v.verified_at, v.damages, v.first_damage
from archive_package as p
left join archive_verification as v
       on v.entity_id = p.entity_id and v.manifest_sha256 = p.manifest_sha256
      and v.verification_no = (select max(l.verification_no) from archive_verification as l
                               where l.entity_id = p.entity_id and l.manifest_sha256 = p.manifest_sha256)
where p.entity_id = $1
order by p.package_no desc
