-- Fiscal years of an entity.
select year, starts_on, ends_on from fiscal_year where entity_id = $1 order by starts_on
