-- A decision on texts of vouchers may be of some series only: those where persons are written of.
-- Codes with a space between; empty is every series.
alter table disposal_decision add column series text not null default '';
