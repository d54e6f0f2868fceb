# The command line.

cli-warning = Warning:
cli-fault = Fault: { $what }. The command posted nothing. Try again; if that does not help, ask whoever runs the system.
cli-outcome-unknown = Fault: { $what }. It is not known whether the command was done. Give the same command again, with the same file or the same key: nothing is done twice.
cli-answer-lost = The command is done, but its answer could not be written: { $what }. Give the same command again to see the answer; nothing is done twice with the same file or the same key.
cli-durability-one-disk = Note: what is answered is on the disk of one server. With a synchronous standby and durability=standby in the address it is on two.
cli-durability-test = Warning: the database is opened with durability=test. What is answered may be lost when the power fails. Never keep books like this.
cli-serve-ended = Fault: { $what }. The program ends, so that nothing is answered that may be lost. Start it again.
cli-entity-made = The entity { $code } { $name } is made.
cli-posted = { $number }
cli-dry-run = Checked: { $count ->
    [one] { $count } voucher
   *[other] { $count } vouchers
} can be posted. Nothing has changed.
cli-file-known = The file is posted already. Nothing has changed.
cli-backed-up = The backup is written and checked: { $file }
cli-restored = The database is restored to { $file }

refusal-entity-unknown = There is no entity with the code { $code }. Check the code, or make the entity with kameral init.
refusal-group-unknown = There is no group with the code { $code }. Check the code, or list them with kameral group list.

cli-year = Year
cli-period = Period
cli-module = Module
cli-state = State
cli-value = Value
cli-name = Name
cli-valid-from = Valid from
cli-valid-to = Valid to
cli-successor = Successor
cli-number = Number
cli-journal-seq = Sequence
cli-date = Date
cli-text = Text
cli-turnover = Turnover
cli-correction = Correction
cli-registered-by = Registered by
cli-what = What
cli-line = Line
cli-account = Account
cli-coding = Coding
cli-amount = Amount
cli-quantity = Quantity
cli-unit = Unit

cli-serving = Kameral answers at { $address }
cli-public-without-tls = A public address needs encryption: put a proxy with TLS in front and give --behind-tls.
cli-hsts-without-tls = --hsts needs visitors to come over TLS: give --behind-tls too.
nav-books = Books
nav-vouchers = Vouchers
nav-new-voucher = New voucher
nav-drafts = Drafts
nav-templates = Templates
nav-open-items = Open items
nav-reports = Reports
nav-trial-balance = Trial balance
nav-general-ledger = General ledger
nav-journal = Journal
nav-specification = Account specification
nav-income-statement = Income statement
nav-balance-sheet = Balance sheet
nav-all-reports = All reports
nav-feeders = Feeder systems
nav-parties = Parties
nav-exchange = Central government accounts
nav-hermes = Hermes
nav-tdb = TDB
nav-outbox = Outbox
nav-allocation = Allocation
nav-allocation-run = Allocation run
nav-calculation-differences = Calculation differences
nav-allocation-keys = Allocation keys
nav-standard-prices = Standard prices
nav-registers = Registers
nav-closing-group = Closing
nav-closing = Closing
nav-transfers = Transfers
nav-chart = Chart of accounts
nav-dimensions = Dimensions
nav-projects = Projects
nav-posting-rules = Automatic posting
nav-periods = Periods
nav-history = Processing history
nav-records = Archives and disposal
nav-archive = Archives
nav-disposal = Disposal
nav-holds = Holds

nav-administration = Permissions
nav-proposals = Proposals to decide on
nav-conflicts = Conflicts
nav-duty-rules = Rules of separation
nav-exceptions = Exceptions
nav-explain = Why may I?
nav-state-budget = State budget
nav-appropriations = Appropriations
nav-commitments = Commitments
nav-appropriation-report = Appropriation report
nav-revenue-titles = Revenue titles
nav-commitment-report = Report on commitments

refusal-target-exists = The file { $file } exists. Move it or choose another name; nothing is overwritten.
refusal-not-sqlite = The database is PostgreSQL. Copy it with pg_basebackup or pg_dump, and verify with kameral check.

cli-voucher = In the file
cli-sie-imported = Imported: { $vouchers } vouchers, { $changes } register changes.
cli-sie-dry-run = Checked: { $vouchers } vouchers and { $changes } register changes can be imported. Nothing has changed.
cli-sie-opening-difference = The file's opening balances sum to { $difference }. As much with the opposite sign stands on account { $account }; most often it is the result of the year before that was not moved.
cli-sie-renumbered = A number stands twice in series { $series }: the vouchers are numbered anew, and the file's numbers stand as their source.
cli-sie-nothing-to-compare = The file states no closing balances to compare with.
cli-sie-reconciles = The ledger's closing balances equal the file's on all { $count } accounts.
cli-sie-differs = Account { $account }: the file states { $stated }, the ledger { $ledger }.
cli-sie-unstated = Accounts with a balance that the file does not state: { $accounts }
cli-sie-exported = { $vouchers } vouchers written to { $file }

cli-check-clean = { $code }: everything holds. { $vouchers } vouchers, { $lines } lines. Keep outside the database: { $head }
cli-check-differs = { $code }: there are differences, see above. { $vouchers } vouchers, { $lines } lines. Last: { $head }

cli-chart-change = Change
cli-chart-field = Field
cli-chart-old = Now
cli-chart-new = Becomes
cli-chart-added = added
cli-chart-changed = changed
cli-chart-missing = missing in the file
cli-chart-closes = closes
cli-chart-kind = Kind
cli-chart-posting = Posting
cli-chart-s-code = S-code
cli-chart-compared = New accounts: { $added }. Changed: { $changed }. Missing in the file: { $missing }. The same: { $unchanged }. Nothing has been changed; give --apply to take the table.
cli-chart-applied = New accounts: { $added }. Changed: { $changed }. Missing in the file: { $missing }. The same: { $unchanged }. The chart has been taken.
cli-charge-nothing = { $period }: nothing is left to post.
cli-charge-posted = { $period }: { $number } posted.
cli-yes = yes
cli-no = no
nav-charge = Rules of the period
nav-users = Users
nav-providers = Sign-in services
nav-roles = Roles
nav-permissions = Permissions
nav-substitutes = Substitutes
nav-licences = Licences
nav-own = Mine
nav-act-for = Work as a substitute
cli-chart-ignored = Columns that are not read: { $columns }

cli-user-added = The user { $login } { $name } has been added.
cli-user-granted = { $login } holds the role { $role }, number { $number }.
cli-user-login = Login
cli-user-active = Active
cli-token-made = Token { $number }: { $token }
cli-token-permissions = Permissions
cli-token-expires = Counts until
cli-token-used = Last used
cli-token-lives = Counts
cli-user-entity = Entity
cli-user-role = Role
cli-user-where = Scope
cli-user-class = Class
cli-user-licence = Licence
cli-user-last-used = Last used
cli-user-decision = Decision
cli-user-permissions = Permissions
cli-user-permission = Permission
cli-user-roles = Roles
cli-user-reports = Reports
cli-user-second-factor = Second factor
cli-user-roles-imported = { $added } new roles, { $changed } changed, { $unchanged } as they were.
cli-user-password-seen = The password would be seen on the screen. Send it from another program or a file to standard input, or give --password-file.
cli-user-password-not-utf8 = The password is not written in UTF-8. Save it as UTF-8.

cli-demo-making = The demo agency is being made.
cli-demo-made = { $code } { $name }: { $count } vouchers
cli-group = Group
cli-version = Version
cli-entity = Entity
cli-changed-by = Changed by

cli-outbox-new = { $kind } { $number }: { $name }, { $records } records. SHA-256 { $sha256 }
cli-outbox-same = The same as { $kind } { $number }: { $name }, { $records } records. No new file is made. SHA-256 { $sha256 }
cli-outbox-whole = { $count } files have been read again and are whole.
cli-outbox-kind = Kind of file
cli-outbox-file-name = File name
cli-outbox-bytes = Bytes
cli-outbox-made-at = Made
cli-outbox-made-by = Made by
cli-outbox-sha256 = SHA-256
cli-outbox-expected = Expected
cli-outbox-setting = Setting
cli-hermes-kind = Record type
cli-hermes-financing = Financier
cli-hermes-counterparty-kind = Counterparty type
cli-hermes-counterparty = Counterparty
cli-hermes-form = Form of financing
cli-hermes-appropriation = Appropriation
cli-hermes-before = Before
cli-hermes-after = Now
cli-hermes-change = Change
cli-hermes-explained = { $account }: { $amount }. Report: general-ledger --period { $period } --where { $filters }
cli-hermes-dissolved = Dissolved from internal accounts: { $amount }
cli-hermes-carried = Carried from earlier years: { $amount }
cli-tdb-count = Count
cli-tdb-left-out = Left out: { $voucher }, account { $account }, { $amount }
cli-tdb-sent = Sent as
cli-tdb-lines = Lines
cli-tdb-supplier = Supplier

cli-allocation-key = Key
cli-allocation-state = State
cli-allocation-pool = To share out
cli-allocation-charged = Charged
cli-allocation-left = Left
cli-allocation-coding = Coding
cli-allocation-quantity = Quantity
cli-allocation-unit = Unit
cli-allocation-reversal = Reversal
cli-allocation-voucher = Voucher
cli-allocation-nothing = Nothing differs from what is posted.
cli-allocation-dimension = Dimension
cli-allocation-resource = Resource
cli-allocation-from = From
cli-allocation-price = Price
cli-allocation-real = Real cost
cli-allocation-carried-in = From last year
cli-allocation-spread = Spread back
cli-allocation-carried-out = To next year
cli-allocation-over = Difference
cli-allocation-parting = Way

# Feeder systems
cli-feeder = Feeder system
cli-feeder-form = Form of file
cli-feeder-faulty = At a fault
cli-feeder-state = State
cli-feeder-receipt = Receipt
cli-feeder-reference = Reference
cli-feeder-rows = Rows
cli-feeder-posted = Posted
cli-feeder-left-out = Left out
cli-feeder-taken-at = Taken
cli-feeder-taken-by = Taken by
cli-feeder-values = Dimensions
cli-feeder-taken = Receipt { $receipt }: { $file }, { $rows } rows, { $posted } vouchers posted, { $left } left out.
cli-feeder-dry-run = Trial: { $file }, { $rows } rows, { $posted } vouchers would be posted, { $left } left out. Nothing has changed.
cli-feeder-left = Left out: row { $line }, { $column }, voucher { $voucher }: { $what } [{ $name }]

# Archives and disposal
cli-handover-exported = { $code } is written to { $folder }: { $files } files, { $records } records. End of the journal: { $head }
cli-handover-imported = { $code } is read from { $folder }: { $files } files, { $records } records. End of the journal: { $head }
cli-archive-made = The archive package of { $code } is made in { $folder }: { $files } files, { $records } records. Last voucher: { $head }
cli-archive-whole = The package is whole: { $files } files, { $vouchers } vouchers and { $lines } lines computed anew. SHA-256 of the manifest: { $sha256 }
cli-archive-differs = The package does not hold: { $damages } faults in { $files } files, { $vouchers } vouchers and { $lines } lines computed anew. SHA-256 of the manifest: { $sha256 }
cli-archive-without-texts = Disposal decision { $decision }: the texts of { $vouchers } vouchers are gone. Amounts, accounts, dates and numbers were computed anew against the tombstones.
cli-archive-protected = The package has { $count } protected identities and marks of secrecy. Read tables/protection.csv and tables/secrecy_mark.csv before anything is disclosed.
cli-archive-as-of = As of
cli-archive-files = Files
cli-archive-folder = Folder
cli-archive-verified = Verified
cli-disposal-ran = Disposed of: { $disposed } records, { $bytes } bytes. Kept by a hold: { $held }.
cli-disposal-record = Type of record
cli-disposal-reference = Reference
cli-disposal-decided-on = Day of decision
cli-disposal-through = Through year
cli-disposal-earliest = At the earliest
cli-disposal-proposed-by = Proposed by
cli-disposal-verdict = Decision
cli-disposal-decided-by = Decided by
cli-disposal-at = When
cli-disposal-by = By
cli-disposal-subject = What
cli-disposal-about = Belonged to
cli-disposal-decision = Decision no.
cli-disposal-voucher = Voucher
cli-disposal-reason = Reason
cli-disposal-released = Lifted

# Anchors and processing history.
cli-anchor-made = Anchor { $number } is made, of { $entities } chains. Hash: { $hash }
cli-anchor-exported = { $count ->
    [one] { $count } anchor was written to the folder.
   *[other] { $count } anchors were written to the folder.
}
cli-anchor-accepted = The loss by anchor { $number } is accepted by { $persons ->
    [one] one person; two are required.
   *[other] { $persons } persons.
}
cli-anchor-folder-missing = Give the folder of anchors: --anchors FOLDER
cli-history-exported = { $count ->
    [one] { $count } line was written.
   *[other] { $count } lines were written.
}
cli-history-holds = { $file }: the history of { $code } is unchanged, lines { $from } to { $to }. Anchors speak for it up to line { $anchored }.
cli-history-unanchored = { $file }: the history of { $code } holds together, lines { $from } to { $to }, but no anchor speaks for any of its lines.
cli-history-differs = { $file }: the history of { $code } does NOT hold, lines { $from } to { $to }.
cli-history-unreadable = line { $line } of the file is not as an export writes it.
cli-history-gap = line { $expected } should have followed, { $found } stands here. Lines were taken away or put in.
cli-history-seal = line { $seq } was changed: the seal is { $found }, the content gives { $expected }.
cli-history-cut = the file is cut, or ends on another line than it says.
cli-history-anchor = line { $seq } is another than the one anchor { $number } knows: hash { $found }, the anchor has { $expected }.
refusal-anchor-key-missing = The installation has no key to sign anchors with. Name a file of keys for the database and try again.
refusal-anchor-file-malformed = { $file } is no anchor, or is damaged at line { $line }. Fetch an undamaged copy from who keeps the anchors.
refusal-anchor-signature-wrong = The signature in { $file } does not hold. The file was changed. Fetch an undamaged copy from who keeps the anchors.
refusal-anchor-key-other = { $file } is signed with another key: { $key }. Check that the folder belongs to this installation.
refusal-anchor-folder-broken = Anchor { $number } does not follow the one before. Anchors are missing in the folder, or were exchanged. Fetch them from who keeps them.
refusal-anchor-folder-empty = The folder { $folder } has no anchors. Check the folder.
refusal-anchor-database-behind = The database is older than, or another than, the one anchor { $number } knows: { $count } differences. No numbers are given. Restore a newer copy. If that cannot be done, two persons shall each accept the loss with kameral anchor accept { $number } --reason REASON.
refusal-anchor-reason-missing = A reason is missing. Write what was lost and how it is made good.
refusal-anchor-number-unknown = The folder has no anchor with the number { $number }. Check the number.

# Personal data on the command line

cli-personal-table = Table
cli-personal-column = Column
cli-personal-class = Kind
cli-personal-purpose = Purpose
cli-personal-ground = Legal ground
cli-personal-retention = How long
cli-personal-number = No
cli-personal-kind = Protection
cli-personal-dimension = Dimension
cli-personal-subject = Who
cli-personal-reason = Reason
cli-personal-set-at = Set
cli-personal-set-by = By
cli-personal-extract = { $rows } records and { $documents } documents have data on the person. { $review } of them are to be reviewed before they are given out, since they may have data on others.
cli-personal-extract-read = utdrag.json has everything, one record a row of the database. utdrag.csv has the same for spreadsheets. Records and documents to be reviewed are marked.
endpoint-database = The database the installation has chosen
cli-endpoints-none = None. The program speaks to nobody outside the installation.
cli-endpoint-host = Address
cli-endpoint-purpose = Purpose
cli-endpoint-country = Country
nav-persons = Personal data
nav-personal = Personal data
nav-secrecy = Secrecy

# Identity providers and user directories

cli-provider-kept = { $name } is kept, version { $version }.
cli-provider-answers = { $name } answers, and its settings can be used.
cli-provider-code = Code
cli-provider-kind = Kind
cli-provider-issuer = Issuer
cli-provider-logins = Logins
cli-provider-version = Version
cli-directory-change = Change
cli-directory-added = is added
cli-directory-tied = becomes the directory's
cli-directory-opened = is opened
cli-directory-closed = is closed
cli-directory-given = is given a role
cli-directory-taken = loses a role
cli-directory-would = { $count ->
    [one] One change would be made. Nothing has been changed.
   *[other] { GROUPED($count) } changes would be made. Nothing has been changed.
 }
cli-directory-done = { $count ->
    [one] One change is made.
   *[other] { GROUPED($count) } changes are made.
 }

# The register of parties.

cli-party = Party
cli-party-roles = Roles
cli-party-kind = Kind
cli-party-org-number = Organisation number
cli-party-counterparty = Counterparty
cli-party-state = State
cli-party-added = New
cli-party-changed = Changed
cli-party-unchanged = Unchanged
cli-party-field = Field
cli-party-value = Value
cli-party-change = Change
cli-party-from = Valid from
cli-party-what = What
cli-party-by = By
cli-party-line = Line
cli-party-done = Done
cli-party-changes = Changes
