-- Adds or changes a voucher kind.
insert into voucher_kind (entity_id, kind, series, name, name_en) values ($1, $2, $3, $4, $5)
on conflict (entity_id, kind) do update set series = excluded.series, name = excluded.name,
  name_en = excluded.name_en
