-- The setting that stands.
select revision, highlight_days from party_setting where entity_id = $1 order by revision desc limit 1
