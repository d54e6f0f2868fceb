# The shell

shell-skip = Skip to content
shell-settings = Settings
shell-language = Language
shell-language-name = English
shell-theme = Appearance
shell-account = My account
shell-sign-out = Sign out
shell-keys = All keys
shell-help = Help
theme-system = As the system
theme-light = Light
theme-dark = Dark
nav = Main menu
nav-menu = Menu
nav-waiting = waiting
breadcrumbs = The way here

# The dialogs

dialog-close = Close
palette-open = Search or go to
palette-label = Search or go to
palette-placeholder = Page, voucher, supplier …
palette-found = Found
palette-none = Nothing was found. Try another word.
palette-failed = The search does not answer. The pages of the menu are shown all the same.
palette-choose = choose
palette-go = go there
keyboard-title = Keys
keyboard-everywhere = Everywhere
keyboard-here = On this page
key-palette = Search or go to
key-map = Show the keys
key-help = Help about the page or the field
key-search = To the filters of the page
key-lookup = Valid values of the field
key-wildcard = Anything, in a search: 45*
key-down = Next row (also arrow down)
key-up = Previous row (also arrow up)
key-open = Open the row
key-close = Close or undo

# Messages

notice-info = To know:
notice-success = Done:
notice-warning = Warning:
notice-refused = Refused:
errors-refused = { $count ->
    [one] One thing needs to be put right
   *[other] { GROUPED($count) } things need to be put right
 }
errors-warnings = { $count ->
    [one] One warning to consider
   *[other] { GROUPED($count) } warnings to consider
 }

# The parts

table-empty = No rows.
table-csv = Download as CSV
filters = Filters
filters-show = Show
filters-clear = Clear
form-unreadable = Could not be read: { $text }. Correct it.
field-optional = (optional)
lookup-open = F9: valid values of { $field }
pages = Pages
pages-previous = Previous
pages-next = Next

# More parts

lookup-none = No valid value fits.
lookup-failed = The list cannot be fetched just now.
lookup-count = Found
dialog-cancel = Cancel
keyboard-letters = Keys of one letter (j, k, ?, g) are on
period = Period
period-presets = Usual periods
progress-figures = { $done } of { $all }
progress-under-way = Under way

# The lines of a voucher

grid-line = line
grid-line-heading = Line
grid-remove-heading = Remove
grid-remove-row = Remove line
grid-removed = The line was removed. Ctrl+Z brings it back.
grid-pasted = Lines pasted: { $count }
grid-not-a-number = This is no amount. Write it as 1 234,56.
grid-forbidden = Account { $account } does not take this. Empty the field or change the account.
grid-loading = Fetching the lines …
grid-debit = Debit
grid-credit = Credit
grid-difference = Difference
grid-balanced = The voucher balances.
grid-unbalanced = The voucher does not balance.
grid-save = Save draft
grid-saved = Saved
grid-failed = The server does not answer. What you typed stays here and is saved as soon as possible.
grid-signed-out = You are no longer signed in. Sign in in another tab; what you typed stays here.
grid-posting = Posting …
grid-post-failed = The posting did not arrive. Try again; the same voucher is never posted twice.
grid-refused = To put right: { $count }
grid-warnings = Warnings to consider: { $count }
grid-accept = Accept and post
grid-reason = Reason (kept in the processing history)
grid-conflict = The draft was changed by somebody else
grid-conflict-who = { $who } saved at { $when }. Here are the lines that differ. Nothing is lost until you choose.
grid-conflict-mine = My lines
grid-conflict-theirs = The saved lines
grid-conflict-keep = Keep mine
grid-conflict-take = Take the saved
grid-conflict-taken = The saved lines were fetched. Ctrl+Z brings yours back.
grid-no-script = The lines of a voucher are typed with the help of script, which is off in this browser. Vouchers can also be read from a file.
grid-keys = Keys in the lines
grid-key-next = Next field; after the last a new line (also Tab)
grid-key-copy-row = New line that copies the line
grid-key-balance = In the amount: balance the voucher
grid-key-copy-above = Copy the field above (also Shift+C, Ctrl+')
grid-key-lookup = Valid values, by number or name
grid-key-remove = Remove the line
grid-key-undo = Undo (Ctrl+Y does it again)
grid-key-rows = The line above or below
grid-key-today = In the date: today
grid-key-paste = Paste lines from a spreadsheet

# The style guide: headings and made-up data

style = Style guide
style-lead = All parts that pages are made of, in each state. The data are made up.
style-parts = Parts
style-role = Accountant
style-entity = The Shore Protection Board
style-sidhuvud = Page head
style-knappar = Buttons
style-markeringar = Badges
style-meddelanden = Notices
style-fakta = Facts
style-belopp = Amounts
style-falt = Fields
style-formular = Form
style-filter = Filters
style-tabell = Table
style-tabell-bred = Wide table
style-tabell-tom = Empty table
style-urval = Ticked rows
style-flikar = Tabs
style-voucher = Voucher A 1042
style-vouchers = Vouchers
style-voucher-lead = Rent for March, Strandgatan 4
style-head-simple = Without actions
style-head-help = The title stands alone when the page only shows something.
style-posted = Posted
style-draft = Draft
style-waits = Awaits approval
style-late = Overdue
style-turned-away = Rejected
style-correct = Correct
style-copy = Copy
style-post = Post
style-save = Save draft
style-delete = Delete the draft
style-cancel = Cancel
style-not-now = Not now
style-keys = Keys
style-entities = Colours of agencies
style-notice-info = Period 202603 closes on Friday 10 April at 16.
style-notice-success = The voucher was posted as A 1042.
style-notice-warning = The amount is more than ten times the usual for this supplier. Check the invoice before you go on.
style-notice-refused = Period 202512 is closed. Choose a date in an open period, or ask whoever looks after the periods to open it.
style-number = Number
style-date = Date
style-period = Period
style-amount = Amount
style-quantity = Quantity
style-made-by = Registered by
style-document = Document
style-text = Text
style-state = State
style-series = Series
style-series-a = A General
style-series-l = L Supplier invoices
style-account = Account
style-line = Line
style-file = SIE file
style-password = Password
style-reason = Reason
style-reason-help = The reason is kept in the processing history.
style-kind = Kind
style-show-generated = Show automatic lines
style-locked = Organisation number
style-date-help = d is today, 0331 is 31 March
style-refusal-period = Period 202601 is closed. Choose a date from 2026-02-01 on.
style-refusal-account = There is no account 9999 in the chart. Write one that is there.
style-refusal-amount = The amount is unusually large. Check it.
style-warnings-only = Warnings only
style-this-month = This month
style-filter-lead = All that is chosen stands in the address, so that the page can be kept and sent.
style-debit = Debit
style-credit = Credit
style-sum = Sum
style-difference = Difference
style-table-lead = Walk the rows with j and k or the arrows, open with Enter.
style-wide-lead = Headings, first column and sum stay when the table is scrolled.
style-rows-shown = Rows { $from }–{ $to }
style-balances = Balances
style-no-vouchers = No vouchers in period 202604.
style-no-vouchers-do = Show the whole year
style-empty-plain = Without a text of its own
style-empty-told = With what can be done
style-lines = Lines
style-history = History
style-documents = Documents
style-open-tab = Open tab:
style-diagram = Chart
style-forlopp = Progress
style-fraga = Question
style-verifikation = New voucher
style-org = Org
style-activity = Activity
style-project = Project
style-counterparty = Party
style-unit = Unit
style-import = Reading the SIE file
style-confirm = Delete the draft?
style-confirm-what = The draft has 14 lines and has not been posted. It cannot be brought back.
style-this-quarter = The quarter
style-this-year = The year
style-last-year = Last year
style-period-lead = Type 202603 or 202601..202603, or choose a usual period.
style-chart-spent = Costs per month
style-chart-left = Left of the budget
style-outturn = Outturn
style-budget = Budget
style-refusal-balance = Debit and credit differ. Correct the amounts so that the difference is zero.
style-lankar = Links
style-assets = Assets
style-debts = Liabilities
style-sign-in = Sign in
style-signed-out = You have been signed out.
style-user = User name

# Rows that are ticked

picks-count = Chosen
picks-sum = Sum
picks-balanced = The chosen cancel out:
picks-unbalanced = The chosen come to
