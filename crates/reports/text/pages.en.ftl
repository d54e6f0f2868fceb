# Pages of the reports.

page-report-as-csv = Download as CSV
page-report-agrees = Agrees with the ledger
page-report-part = A part of the ledger; outside the filter lies { $rest }
page-report-differs = Does not agree: differs by { $by }
page-report-lead = { $periods } · amounts in { $currency } · journal up to { $seq }
page-report-lead-as-of = { $periods } · amounts in { $currency } · as known when the journal ended at { $seq }
page-report-this-period = This period
page-report-this-year = This year
page-report-last-year = Last year
page-report-account = Account
page-report-by = Grouped by
page-report-by-help = With commas: account/S, ORG, ORG/HIERARCHY/2
page-report-as-of = Up to sequence
page-report-empty = Nothing is posted that fits the filter in the period.
page-report-list = Reports
page-report-list-report = Report
page-report-list-about = Shows
