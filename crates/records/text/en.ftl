# Archives and disposal.

## Packages

refusal-records-target-exists = { $folder } exists already. Name a folder that does not exist.
refusal-records-not-a-package = { $folder } has no readable manifest.json. Name the folder the package was written to.
refusal-records-other-format = The package is a { $found }, which is not read here. Name a package of the right kind, or use a version of Kameral that reads it.
refusal-records-package-damaged = { $path } is not what the package's manifest says, one of { $count } faults. Fetch the package again from where it was made.
refusal-records-other-version = The tables are of different versions: { $migration } is on one side only. Use the version of Kameral that made the package.
refusal-records-not-clean = The table { $table } has rows already. Read into an empty database, before anything else is done in it.
refusal-records-row-malformed = { $path }, line { $line }, does not fit its table. Fetch the package again from where it was made.
refusal-records-rows-limited = The permission covers some rows only, and the package must have all. Ask somebody who sees everything to make it.
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
