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
report-income-statement = Income statement
report-income-statement-about = Revenue and costs of the operation, revenue collected for the State, transfer payments and the capital change for the year, line by line.
report-balance-sheet = Balance sheet
report-balance-sheet-about = Assets, capital and liabilities, line by line, with opening and closing balances.
report-income-statement-scode = Income statement by S-code
report-income-statement-scode-about = The lines of the income statement with their S-codes.
report-balance-sheet-scode = Balance sheet by S-code
report-balance-sheet-scode-about = The lines of the balance sheet with their S-codes.
report-state-account = Settlement with the State
report-state-account-about = Revenue collected, appropriations and payments on the Treasury Single Account: receivable or liability of each part.
report-cash-flow = Cash flow statement
report-cash-flow-about = What changed cash and bank: operation, investments, lending, revenue collected and transfer payments.
report-capital-change = Capital change for the year
report-capital-change-about = Balanced capital change, the change of the year and the closing balance by operation and financier.
report-appropriation-specification = Specification of appropriation outturn
report-appropriation-specification-about = What has been charged to appropriations, account by account, by appropriation and financier.
report-capital-specification = Specification of capital changes
report-capital-specification-about = The accounts of capital changes, by operation and financier.
report-state-capital-specification = Specification of State capital
report-state-capital-specification-about = State capital, by financier and operation.
report-settlement-specification = Specification of settlement with the State
report-settlement-specification-about = The accounts of settlement with the State, by financier.
report-real-economic-distribution = Real-economic distribution
report-real-economic-distribution-about = The whole operation and each appropriation on S-codes, with 9-accounts dissolved, beside what was charged to the appropriation.
report-appropriation-matrix = S-code by appropriation
report-appropriation-matrix-about = A row an S-code and a column an appropriation, with what was charged and the difference.
report-nine-accounts = Dissolving of 9-accounts
report-nine-accounts-about = How distributed pay and common costs are dissolved onto S-codes, beside actual outturn.

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
report-column-s-code = S-code
report-column-form-line = Line
report-column-form-opening = Opening balance
report-column-form-change = Change
report-column-form-closing = Closing balance
report-column-form-period = The period
report-column-accumulated = Accumulated in the year
report-column-previous-year = Previous year
report-column-amount = Amount
report-column-capital-moved = Moved in the year
report-column-capital-change = Change of the year
report-column-booked = Booked
report-column-dissolved = Dissolved 9-accounts
report-column-outturn = Outturn
report-column-base = Actual outturn
report-column-base-percent = Part of the outturn, %
report-column-dissolved-percent = Part of what is dissolved, %

report-row-opening = Opening balance
report-row-closing = Closing balance
report-row-quantity = Quantity in the period
report-row-unclosed = Result of earlier years not yet transferred
report-row-year-opening = Balance at the start of the year
report-row-assets = Assets
report-row-capital-and-liabilities = Capital and liabilities
report-row-outside = Account { $account } lies on no line: add it to the form
report-row-must-equal = Must be zero: { $sum } less { $other }
report-row-capital-change = Must be zero: capital change for the year in the balance sheet less the income statement
report-row-capital-lines = Must be zero: closing balance less the lines of the balance sheet
report-row-capital = Capital change
report-row-whole-operation = The whole operation
report-row-whole-operation-sum = Total of the whole operation
report-row-other-financing = Other financing
report-row-distributed = Distributed on S-codes
report-row-charged = Charged to the appropriation
report-row-charged-difference = Difference: charged less distributed
report-row-nine-left = Must be zero: 9-accounts that could not be dissolved
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
report-note-unclosed-in-capital = Results of earlier years, { $amount }, have not been moved to capital and are part of the line of balanced capital change.
report-note-no-year-before = There is no fiscal year before this one, so the column of the previous year is zero.
report-note-interest-credit = The interest account is overdrawn by { $amount }, which stands on the line of the interest account credit.
report-note-cash-flow = The lines are inferred from the chart: costs without depreciation, investments as the change of the assets with depreciation added. Unpaid liabilities for investments have no accounts of their own and lie among the current liabilities.
report-note-without-s-code = Some accounts have no S-code and stand on rows without one. Give the account its S-code.
report-note-dissolved-opened = Amounts that hold dissolved 9-accounts open on what is booked on the S-code and on the 9-accounts that were dissolved. Only a part of the 9-accounts is in the cell.
report-note-items = Accounts with open items are specified by their balance at the start of the year and the lines of the year.
report-note-hidden-lines = The voucher has lines that you may not see; they are missing here.

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
refusal-report-other-rules = There is no report { $report } for the rule set { $rules }. Choose another report.
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

report-donations = Donations
report-donations-about = Each donation from receipt to use: opening, received, used, returned, and what remains.
report-fee-follow-up = Follow-up under the Fees Ordinance
report-fee-follow-up-about = Income under section 4 of the Fees Ordinance over 24 months, its share of the administration cost, and the limit.
report-column-purpose = Purpose
report-column-donation-received = Received
report-column-donation-used = Used
report-column-donation-returned = Returned
report-column-donation-remaining = Remaining
report-column-donation-capital = Of which donation capital
report-column-fee-income = Income under section 4
report-column-fee-cost = Administration cost
report-column-fee-share = Share of the cost, %
report-row-donation-missing = Must be zero: posted on donation accounts without a donation
report-row-fee-month = The month
report-row-fee-year = The months { $months }
report-row-fee-above = Must be zero: income above the limit of { $limit } per cent of the cost
report-note-fee-above = Income under section 4 is { $share } per cent of the administration cost, above the limit of { $limit } per cent. Reduce the activity, or ask the Government for an authorisation for it.
report-note-fee-months = The books have { $months } months. The limit applies over more than two years, so the share of { $asked } months may turn out otherwise.
