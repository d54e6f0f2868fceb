-- Voucher kinds.
select kind, series, name, name_en from voucher_kind where entity_id = $1 order by kind
