# Files to the central government accounts: why a file is not made, and what to do about it.

refusal-exchange-rows-limited = The file tells of every row, but your role shows only some of them. Ask a colleague whose role has the whole agency.
refusal-exchange-not-an-agency = Only agencies of the State send the file, and this entity is none. Choose an agency.
refusal-exchange-period-unknown = The period { $period } lies in no fiscal year, or holds opening balances. Choose a month of a year that is there.
refusal-exchange-not-a-quarter = The period { $period } ends no quarter. The real-economic distribution is sent for March, June, September and December.
refusal-exchange-not-month-or-quarter = The periods { $from } to { $to } are neither a month nor a quarter. Choose a month 01 to 12, or the three months of a quarter.
refusal-exchange-period-open = The period { $period } is open, so the amounts of the file may change. Hold or close the period in every module.
refusal-exchange-letter-malformed = The letter { $value } cannot stand in the period code. Write one small letter, for example a.
refusal-exchange-agency-number-malformed = The number { $value } is not four digits. Give the agency's number in the settings.
refusal-exchange-dimension-unknown = There is no direct dimension { $dimension }. Mend the setting, or add the dimension.
refusal-exchange-relation-unknown = There is no relation { $relation }. Mend the setting, or add the relation.
refusal-exchange-setting-unknown = There is no setting { $value }. Allowed are { $allowed }.
refusal-exchange-selection-malformed = The selection of accounts { $value } cannot be read. Write an account, 4*, 4011-4999, or several with commas between.
refusal-exchange-settings-backward = Settings are already in force from a later day than { $valid_from }. Choose that day or a later one.
refusal-exchange-name = The file's name cannot be made. { $what }
refusal-exchange-s-code-missing = Account { $account } { $name } with { $amount } has no S-code. Give the S-code in the chart of accounts.
refusal-exchange-financier-missing = Account { $account } { $name } has { $amount } without a financier. Re-code it to the financier that pays.
refusal-exchange-result-account-missing = Account { $account } { $name } has { $amount } without a result account. Give it in the relation, or choose model 2 in the settings.
refusal-exchange-counterparty-missing = Account { $account } { $name } has { $amount } without a counterparty. Re-code it to the counterparty within the State.
refusal-exchange-counterparty-kind-unknown = Nothing says where the counterparty { $counterparty } stands, on account { $account } with { $amount }. Say whether it is within the State, within the closing group or outside the State.
refusal-exchange-counterparty-outside = The counterparty { $counterparty } stands outside the State, but account { $account } with { $amount } is within it. Re-code it, or mend where the counterparty stands.
refusal-exchange-account-unknown = Account { $account } with { $amount } is not in the chart of accounts. Add the account.
refusal-exchange-internal-unbalanced = The internal accounts come to { $amount } instead of zero, so the file would not balance. Mend the internal events.
refusal-exchange-internal-not-dissolved = The internal accounts move { $amount } for the financier { $financier } and cannot be dissolved onto S-codes: there is no outturn to follow, or no financier. Mend the internal events.
refusal-exchange-conversion-missing = The financing code { $financier } is tied to no appropriation. Add it to the relation { $relation }.
refusal-exchange-charge-incomplete = The charge to appropriations of { $period } is not complete on { $what }: { $required } is to be charged, { $posted } is. Run the charge of the period.
refusal-exchange-charge-unknown = What is to be charged in { $period } cannot be told. { $what }
refusal-exchange-books-differ = The integrity check found { $count } faults in the books, the first: { $first } Clear them up before the file is made.
refusal-exchange-supplier-unidentified = Voucher { $voucher }, account { $account }, { $amount }: the supplier has no organisation number, Plusgiro or Bankgiro. Name a counterparty with at least one of them.
refusal-exchange-supplier-number-wrong = The supplier { $supplier } has a number that is wrong. { $what }
refusal-exchange-supplier-number-form = The supplier { $supplier } has a number that is not written as text. Write it in quotation marks.
refusal-exchange-unwritable = Line { $record } of the file: { $what }
refusal-exchange-unreadable = Line { $line } of the list: { $what }
refusal-exchange-file-unknown = The outbox has no file { $kind } with number { $number }. Choose a number of the list.
refusal-exchange-record-unknown = The file has no line { $record }. It has { $records } lines.
refusal-exchange-sum-too-large = The sum of { $account } is larger than an amount can be. Check the amounts.

## Pages: what they share

exchange-missing = What is missing
exchange-missing-what = What is missing, and what to do about it
exchange-missing-count = The file cannot be made. Things missing: { $count }
exchange-more = Another { $count } rows are not shown here.
exchange-period-unreadable = The period cannot be read. Write a period, 202603, or from and to: 202601..202603.
exchange-last-month = Last month
exchange-authority = Receiver
exchange-records = Records
exchange-make = Make the file
exchange-settings = Settings
exchange-settings-lead = A change is in force from a day on. Files that have been made do not change.
exchange-settings-name = Setting
exchange-settings-value = Value
exchange-settings-from = In force from
exchange-settings-change = Save the settings
exchange-settings-changed = Changed
exchange-settings-version = Version of the settings
exchange-settings-versions = Versions
exchange-settings-standard = The standard configuration
exchange-settings-unreadable = The settings cannot be read. Give a day and choose among the values there are.

## Settings

exchange-setting-authority = Receiving authority
exchange-setting-agency-number = Agency number (empty: the entity’s code)
exchange-setting-sub-agency = Sub-agency
exchange-setting-codes = Account or S-code
exchange-setting-model = Model for accounts of charges
exchange-setting-result-account-relation = Relation to the result account (model 1)
exchange-setting-financier-on-result-rows = Financier on income and cost
exchange-setting-line-end = Line end
exchange-setting-charset = Character set
exchange-setting-name-template = Pattern of the file name
exchange-setting-period-letter = Letter of the period code
exchange-setting-zero-rows = Records of nothing
exchange-setting-financier-dimension = Dimension of the financier
exchange-setting-counterparty-dimension = Dimension of the counterparty
exchange-setting-counterparty-relation = Relation to where counterparties stand
exchange-setting-settlement-roles = Roles of accounts of charges
exchange-setting-accounts-without-counterparty = Accounts within the State without a counterparty
exchange-setting-closing-roles = Roles of accounts that close the year
exchange-setting-appropriation-relation = Relation to appropriations
exchange-setting-unit = Unit code
exchange-setting-accounts = Accounts that are sent
exchange-choice-true = Yes
exchange-choice-false = No
exchange-choice-account = Account
exchange-choice-s-code = S-code
exchange-choice-result-account = Model 1: result account
exchange-choice-financier = Model 2: financier
exchange-choice-crlf = CR LF
exchange-choice-lf = LF
exchange-choice-iso-8859-1 = ISO 8859-1
exchange-choice-utf-8 = UTF-8

## Hermes

hermes-title = Hermes
hermes-settings-title = Settings of Hermes
hermes-lead = Balances to the central government accounts, up to and including a period. The file is made when nothing is missing, and kept in the outbox.
hermes-kind = File
hermes-balances = Balances
hermes-real-economic = Real-economic distribution
hermes-letter = Letter
hermes-opening = Sum of opening balances
hermes-outturn = Sum of outturn
hermes-internal = Internal accounts that are not sent
hermes-records = Records
hermes-empty = The period has no balances to send.
hermes-record = Record
hermes-record-title = Record { $record }
hermes-type = Record type
hermes-account = Account
hermes-financing = Financier
hermes-financing-name = Name
hermes-financing-form = Form of financing
hermes-appropriation = Appropriation
hermes-conversions = List of conversions: financing code to appropriation
hermes-counterparty-type = Counterparty type
hermes-counterparty = Counterparty
hermes-amount = Amount
hermes-agrees = Agrees with the vouchers
hermes-differs = Differs from the vouchers
hermes-carried = Carried from earlier years
hermes-dissolved = Dissolved from internal accounts
hermes-report = Show in the ledger
hermes-lines = Voucher lines
hermes-no-lines = No lines this year: the balance is carried from earlier years.
hermes-voucher = Voucher
hermes-line = Line
hermes-date = Date
hermes-text = Text

## TDB

tdb-title = TDB
tdb-settings-title = Settings of TDB
tdb-lead = Purchases from suppliers outside the State, of a month or a quarter, to the State’s transaction database.
tdb-unidentified = Supplier without a number
tdb-refuse = Stops the file
tdb-leave-out = Is left out and listed
tdb-totals = Control totals
tdb-count = Count
tdb-none = No purchases to send.
tdb-left-out-title = Purchases left out
tdb-left-out-count = { $count } purchases of { $amount } together are not sent: the supplier has no organisation number, Plusgiro or Bankgiro.
tdb-rejects = Rejected transactions
tdb-rejects-lead = Read the list of rejected transactions, and the voucher and supplier of each are shown. Nothing is kept.
tdb-rejects-file = List
tdb-rejects-read = Read the list
tdb-rejected = Rejected
tdb-none-rejected = The list is empty: nothing was rejected.
tdb-lines = Lines
tdb-supplier = Supplier
tdb-supplier-name = Name
tdb-note = Note
tdb-voucher-unknown = There is no such voucher
tdb-line-unknown = No line has the account and the amount

## Outbox

outbox-title = Outbox
outbox-lead = Files that were made to leave. They are numbered, kept as they were and never changed.
outbox-files = Files
outbox-none = No file has been made yet.
outbox-file = File
outbox-period = Period
outbox-name = File name
outbox-bytes = Bytes
outbox-made = Made
outbox-made-by = By
outbox-sha256 = SHA-256
outbox-do = Fetch
outbox-download = Fetch the file
outbox-journal = Journal up to and including
outbox-charset = Character set
outbox-made-now = The file is made and kept.
outbox-made-before = The same file was made before and has number { $number }. No new one is kept.
outbox-compare-with = Compare with number
outbox-compared = { $kind } { $first } against { $second }
outbox-same = { $count } records are alike.
outbox-differences = Differences
outbox-alike = The files have the same records.
outbox-first = First
outbox-second = Second
outbox-change = Change

## Reported

warning-exchange-reported = The period { $period } has been reported to Hermes, last in the file hermes { $number } for { $reported } (files with the period: { $files }). This changes amounts of the file, in number { $count }: { $changes }. Post in a later period, or accept it with a reason and make a new file. The whole difference from the file is shown under Hermes.
warning-exchange-reported-quarter = The period { $period } has been reported in the real-economic distribution, last in the file hermes-real { $number } for { $reported } (files with the period: { $files }). This changes amounts of the file, in number { $count }: { $changes }. Post in a later period, or accept it with a reason and make a new file. The whole difference from the file is shown under Hermes.
warning-exchange-reported-untold = The period { $period } has been reported to Hermes, last in file { $number } for { $reported }, and this changes amounts of the file. Post in a later period, or accept it with a reason and ask whoever sends the files to make a new one.
warning-exchange-reported-opened = The period { $period } has been reported, last in the file { $file } { $number } for { $reported }. What is posted in it now changes reported amounts, and is warned of.

reported-title = Reported { $year }
reported-state = State
reported-count = Changed amounts
reported-debit = More in debit
reported-credit = More in credit
reported-stands = Unchanged
reported-moved = The books have changed
reported-unmakeable = Cannot be made again
reported-why = Show what is missing
reported-none = No file was made for the year.
reported-years = Other years:
reported-compare = Compare with the books now
reported-compared = { $file } against the books now
reported-in-file = In the file
reported-in-books = In the books
reported-mend = The books say something else than the file. Make a new file for the period, or correct it in a later period.
reported-since = Posted since the file was made
reported-since-none = Nothing was posted under the records in the periods of the year since the file was made: the difference comes from registers, settings or the year before.
reported-since-more = There are more lines than are shown.

conversion-title = List of conversions
conversion-lead = Financing codes of the register on { $day } and the appropriations that the relation { $relation } ties them to. The list is entered as the conversion table in Hermes.
conversion-download = Download as CSV
conversion-complete = Every code that an appropriation pays is tied to an appropriation, and no code of the file is missing from the list.
conversion-missing = Codes without appropriation: { $codes }. Add them to the relation { $relation }, or say how they finance.
conversion-lacks = No appropriation
conversion-in-file = Yes
conversion-none = There are no financing codes.
hermes-appropriation-name = Name of the appropriation
hermes-in-file = In the year's outturn
