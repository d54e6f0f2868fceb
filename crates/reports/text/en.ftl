# Reports: titles, columns, notes, and why a report cannot be made.

report-trial-balance = Trial balance
report-trial-balance-about = Previous balance, debit, credit and closing balance by account or dimension.
report-general-ledger = General ledger
report-general-ledger-about = Every line by account, with opening, running and closing balance.
report-journal = Journal
report-journal-about = Vouchers with their lines, in the order they were registered.
report-account-specification = Account specification
report-account-specification-about = What the closing balance of each balance account is made up of.
report-voucher = Voucher
report-voucher-about = One voucher with every line, and what it corrects or is corrected by.

report-column-account = Account
report-column-name = Description
report-column-opening = Balance previous period
report-column-debit = Debit this period
report-column-credit = Credit this period
report-column-period = This period
report-column-closing = Closing balance this period
report-column-quantity-period = Quantity this period, { $unit }
report-column-quantity-closing = Closing quantity, { $unit }
report-column-debit-short = Debit
report-column-credit-short = Credit
report-column-balance = Balance
report-column-date = Date
report-column-voucher = Voucher
report-column-text = Text
report-column-values = Dimensions
report-column-quantity = Quantity
report-column-unit = Unit
report-column-seq = Order
report-column-period-code = Period
report-column-registered = Registered by
report-column-line = Line
report-column-currency = Currency
report-column-currency-minor = Amount in minor units of the currency
report-column-rule = Posting rule
report-column-corrected-by = Corrected by

report-row-opening = Opening balance
report-row-closing = Closing balance
report-row-quantity = Quantity in the period
report-row-unclosed = Result of earlier years not yet transferred
report-row-year-opening = Balance at the start of the year
report-no-value = (no value)
report-total = Total
report-page-total = Total of the page
report-more-lines = { $lines ->
    [one] One more line stands in the voucher.
   *[other] { GROUPED($lines) } more lines stand in the voucher.
 }
report-control-counts = { $vouchers ->
    [one] One voucher
   *[other] { GROUPED($vouchers) } vouchers
 }, { $lines ->
    [one] one line
   *[other] { GROUPED($lines) } lines
 }.
report-control-page-counts = On the page: { $vouchers ->
    [one] one voucher
   *[other] { GROUPED($vouchers) } vouchers
 }, { $lines ->
    [one] one line
   *[other] { GROUPED($lines) } lines
 } of { GROUPED($all) }.
report-next-page = There are more rows. Continue with --after { $after }.

report-note-carried = Year { $year } has no posted opening balances. They are carried from fiscal year { $years }.
report-note-unclosed = The result of earlier years, { $amount }, has not been transferred to capital and stands on a row of its own.
report-note-items = Accounts with open items are specified by their balance at the start of the year and the lines of the year.
report-note-hidden-lines = { $lines ->
    [one] One line is not shown, because it lies outside what you may see.
   *[other] { GROUPED($lines) } lines are not shown, because they lie outside what you may see.
 }

report-reconciles-agrees = Agrees with the general ledger.
report-reconciles-part = Agrees with the trial balance of the selection. The rest of the general ledger: { $rest }.
report-reconciles-differs = Does not agree with the general ledger. Difference: { $by }. Check the books with kameral check.

report-fact-entity = Entity
report-fact-periods = Period
report-fact-year = Fiscal year
report-fact-filter = Selection
report-fact-scope = What you may see
report-fact-as-of = As it was after number
report-fact-seq-end = Registered up to number
report-fact-run = Made
report-fact-currency = Amounts in
report-fact-number = Voucher
report-fact-date = Date
report-fact-event-date = Date of the event
report-fact-period = Period
report-fact-kind = Voucher kind
report-fact-text = Text
report-fact-counterparty = Counterparty
report-fact-registered-at = Registered
report-fact-registered-by = Registered by
report-fact-seq = Order
report-fact-source = Source
report-fact-source-key = Number in the source
report-fact-link = Document
report-fact-corrects = Corrects
report-fact-reason = Reason
report-fact-warnings = Accepted warnings
report-fact-attachments = Attachments

refusal-report-unknown = There is no report { $name }. Choose one of { $known }.
refusal-report-period-malformed = { $period } is not a period. Write 202603, or from and to: 202601..202612.
refusal-report-filter-malformed = The condition { $filter } cannot be read. Write dimension, equals sign and pattern: ORG=45?8.
refusal-report-pattern-malformed = The pattern { $pattern } for { $key } cannot be read. Write a value, 45?8, 4*, 4011-4999, several with commas between, "10-20" for exactly that, or ! before what shall not be there.
refusal-report-by-malformed = Rows cannot be grouped by { $by }. Write dimensions with commas between: account,ORG.
refusal-report-as-of-malformed = { $asof } is not a number in the order of registration. The number stands on every report.
refusal-report-voucher-malformed = { $voucher } is not a voucher number. Write series, fiscal year and number: A-2026-17.
refusal-report-place-malformed = { $after } is not a place in this report. Ask for the report from its beginning.
refusal-report-limit-malformed = { $limit } is not a number of rows. Write a number from 1 to { GROUPED($max) }.
refusal-report-not-offered = The report { $report } has no option { $option }. Leave it out.
refusal-report-voucher-missing = Say which voucher to show: A-2026-17.
refusal-report-years-missing = There is no fiscal year. Add one first.
refusal-report-period-outside-years = The period { $period } lies in no fiscal year. There are { $years }.
refusal-report-range-over-years = { $period } lies in two fiscal years, and balances begin anew between them. Ask for { $first } and { $second } apart.
refusal-report-dimension-unknown = There is no dimension { $dimension }. Choose one of { $known }.
refusal-report-part-unknown = There is no { $key }. Behind the slash you can write { $known }.
refusal-report-node-unknown = There is no node { $node } in { $key }. Choose a node of the hierarchy.
refusal-report-by-hierarchy = { $key } does not name a level of the hierarchy. Write a level, from { $first } at the top to { $last }.
refusal-report-as-of-beyond-end = The order of registration ends at { $end }, so { $asof } does not exist yet. Choose a lower number.
refusal-report-voucher-unknown = There is no voucher { $voucher } that you may see. Check series, year and number.

## Appropriations, revenue titles and commitments

report-appropriation = Appropriation report
report-appropriation-about = Given, disposable, expenditure, revenue and closing amount of each appropriation.
report-revenue-titles = Report on revenue titles
report-revenue-titles-about = Estimated amount and revenue of each title, and expenditure where gross accounting is decided.
report-commitments = Report on commitments
report-commitments-about = Frame, opening and outstanding commitments, and the years in which they are expected to be settled.
report-column-appropriation = Appropriation
report-column-revenue-title = Revenue title
report-column-brought-forward = Opening amount brought forward
report-column-allotment = Allotment of the year by letter
report-column-distributed = Distributed amounts
report-column-redirected = Redirected amounts
report-column-overrun = Used part of approved overrun
report-column-withdrawal = Withdrawal
report-column-disposable = Total disposable amount
report-column-expenditure = Expenditure
report-column-income = Revenue
report-column-outgoing = Closing amount carried forward
report-column-saldo = Balance
report-column-estimated = Estimated amount
report-column-frame = Frame
report-column-commitments-opening = Opening commitments
report-column-commitments-outstanding = Outstanding commitments
report-column-frame-left = Left of the frame
report-note-other-decision = Of the allotment { $amount } is by another decision than the letter.
report-note-unlinked = { $amount } is posted with financiers that no appropriation and no revenue title finances.
report-note-whole-agency = The amounts belong to the whole agency. The permission covers a part of it, so no amounts are shown.
report-note-other-terms = Other financial terms are reported in a note.
