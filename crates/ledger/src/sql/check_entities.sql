-- Rows whose entity is not there.
select 'voucher' as place, entity_id, journal_seq as row_key from voucher
where entity_id not in (select entity_id from entity)
union all
select 'voucher_line', entity_id, journal_seq from voucher_line where entity_id not in (select entity_id from entity)
union all
select 'coding', entity_id, coding_id from coding where entity_id not in (select entity_id from entity)
union all
select 'balance', entity_id, coding_id from balance where entity_id not in (select entity_id from entity)
union all
select 'corrected_line', entity_id, original_seq from corrected_line
where entity_id not in (select entity_id from entity)
union all
select 'voucher_attachment', entity_id, journal_seq from voucher_attachment
where entity_id not in (select entity_id from entity)
