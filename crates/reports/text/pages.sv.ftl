# Rapporternas sidor.

page-report-as-csv = Hämta som CSV
page-report-agrees = Stämmer med huvudboken
page-report-part = Del av huvudboken; utanför filtret ligger { $rest }
page-report-differs = Stämmer inte: skiljer { $by }
page-report-lead = { $periods } · belopp i { $currency } · grundboken till och med { $seq }
page-report-lead-as-of = { $periods } · belopp i { $currency } · som det var känt när grundboken slutade vid { $seq }
page-report-this-period = Den här perioden
page-report-this-year = I år
page-report-last-year = Förra året
page-report-account = Konto
page-report-by = Grupperat på
page-report-by-help = Med komma: account/S, ORG, ORG/HIERARKI/2
page-report-as-of = Till löpnummer
page-report-empty = Inget är bokfört som passar filtret i perioden.
page-report-list = Rapporter
page-report-list-report = Rapport
page-report-list-about = Visar
