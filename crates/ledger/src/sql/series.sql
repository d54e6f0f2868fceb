-- Voucher series.
select series, name, name_en, outside from series where entity_id = $1 order by series
