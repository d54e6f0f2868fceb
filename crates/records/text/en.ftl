# Archives and disposal.

## Packages

refusal-records-target-exists = { $folder } exists already. Name a folder that does not exist.
refusal-records-not-a-package = { $folder } has no readable manifest.json. Name the folder the package was written to.
refusal-records-other-format = The package is a { $found }, which is not read here. Name a package of the right kind, or use a version of Kameral that reads it.
refusal-records-package-damaged = { $path } is not what the package's manifest says, one of { $count } faults. Fetch the package again from where it was made.
refusal-records-other-version = The tables are of different versions: { $migration } is on one side only. Use the version of Kameral that made the package.
refusal-records-not-clean = The table { $table } has rows already. Read into an empty database, before anything else is done in it.
refusal-records-row-malformed = { $path }, line { $line }, does not fit its table. Fetch the package again from where it was made.
refusal-records-year-unknown = The fiscal year { $year } does not exist. Choose a year that has been opened.
refusal-records-stopped = The work was stopped and nothing of it remains. Run it again when it suits.

## PDF

records-pdf-page = Page { $page } of { $pages }
records-pdf-as-of = Made as of { $day }
records-pdf-documentation = System documentation

## Faults in a package

records-damage-missing = The file is missing.
records-damage-unlisted = The file is not in the manifest.
records-damage-changed = The content has changed.
records-damage-lists-differ = The list of hashes says otherwise than the manifest.
records-damage-records = The number of records is another.
records-damage-sum = The sum is another.
records-damage-unreadable = The line cannot be read.
records-damage-unbalanced = The lines of the voucher do not balance.
records-damage-chain = The hash of the voucher does not follow from its content.
records-damage-ledger = The ledger says otherwise than the journal.

## Disposal

refusal-records-not-disposable = { $record } is nothing that can be disposed of. Choose a type of record whose retention class allows it.
refusal-disposal-reference-missing = The reference of the decision is missing. Give the authority's reference of its decision on disposal.
refusal-disposal-decision-ahead = The day of the decision, { $decided_on }, has not come. Give the day the authority decided.
refusal-disposal-retention-runs = The time to keep it ends on { $earliest_on } at the earliest. Give that day or a later one, or an earlier year.
refusal-disposal-series-of-none = Series are of texts of vouchers only, not of { $record }. Take the series away or choose texts of vouchers.
refusal-disposal-series-unknown = There is no series { $series }. Give series that have been set up, with a space between.
refusal-disposal-voucher-damaged = Voucher { $voucher } does not prove its seal, and nothing is disposed of in damaged books. Run kameral check and clear up the fault first.
refusal-disposal-decision-unknown = Decision { $decision } on disposal does not exist. Choose one of those that are registered.
refusal-disposal-already-decided = Proposal { $decision } has been decided on. Make a new proposal if something else shall hold.
refusal-disposal-same-person = Whoever proposed { $decision } does not decide on it. Ask another person to decide.
refusal-disposal-not-approved = Decision { $decision } on disposal is not approved by a second person. Ask somebody other than the proposer to decide.
refusal-disposal-too-early = Decision { $decision } on disposal may be carried out on { $earliest_on } at the earliest. Wait until that day.
refusal-disposal-held = Hold { $hold } stands: { $reason } Lift the hold first, if it is no longer needed.
refusal-hold-reason-missing = The reason is missing. Say why disposal is stopped or the hold lifted.
refusal-hold-reversed = The hold ends before it begins. Change the order of the days or years.
refusal-hold-voucher-unknown = Voucher { $voucher } does not exist. Give the number as A-2026-17.
refusal-hold-voucher-of-none = A hold on a voucher reaches its documents and texts, not { $record }. Choose one of them or leave the type empty, or hold { $record } for a year.
refusal-hold-unknown = Hold { $hold } does not exist or is lifted. Choose a hold that stands.

## Pages

records-ways = Archives and disposal
records-archive = Archives
records-archive-lead = Archive packages that were made, one for each fiscal year. They are made and verified at the command line: kameral archive make and kameral archive verify.
records-disposal = Disposal
records-disposal-lead = Nothing is disposed of without the authority's decision, registered by one person and approved by another, and never before the day in the decision. Hash, day and decision remain of all that goes.
records-holds = Holds
records-holds-lead = A hold keeps everything it meets from disposal, until it is lifted or its last day has passed.
records-number = Number
records-year = Year
records-as-of = As of
records-files = Files
records-bytes = Bytes
records-made = Made
records-verified = Verified
records-folder = Folder
records-never-verified = Not verified
records-no-packages = No archive package has been made.
records-type = Type of record
records-type-all = All
records-reference = Reference
records-decided-on = Day of decision
records-through-year = Through year
records-earliest-on = At the earliest
records-series = Series
records-series-help = For texts of vouchers only: the series whose texts are about persons, with a space between. Empty is every series.
records-every-series = every series
records-proposed-by = Proposed
records-verdict = Decision
records-act = Act
records-waiting = Waits for a decision
records-approved = Approved
records-rejected = Rejected
records-approve = Approve
records-reject = Reject
records-run = Dispose
records-ran = Disposed of: { $disposed } records, { $bytes } bytes. Kept by a hold: { $held }.
records-decisions = Decisions on disposal
records-no-decisions = No decision on disposal is registered.
records-propose = Propose
records-new-decision = New decision on disposal
records-classes = Retention classes
records-class = Class
records-kept = Kept
records-years = { $years ->
    [one] One year
   *[other] { $years } years
 }
records-source = Support
records-note = Note
records-log = Disposed of
records-no-log = Nothing has been disposed of.
records-disposed-at = When
records-about = Belonged to
records-decision = Decision no.
records-reach = Reaches
records-reason = Reason
records-valid = In force
records-state = State
records-no-holds = No hold is registered.
records-every-year = Every year
records-lifted = Lifted
records-not-today = Not in force today
records-stands = Stands
records-lift = Lift
records-lift-reason = Reason to lift
records-year-from = From year
records-year-to = To year
records-voucher = Voucher
records-voucher-help = A number such as A-2026-17 holds the documents of that voucher and its texts.
records-from = From day
records-to = To day
records-hold = Hold
records-new-hold = New hold
