# The shell

shell-skip = Skip to content
shell-settings = Settings
shell-language = Language
shell-language-name = English
shell-theme = Appearance
shell-sign-out = Sign out
shell-keys = All keys
shell-help = Help
theme-system = As the system
theme-light = Light
theme-dark = Dark
nav = Main menu
nav-menu = Menu
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
field-optional = (optional)
lookup-open = Show valid values of { $field }
pages = Pages
pages-previous = Previous
pages-next = Next

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
style-refusal-account = There is no account 9999. Press F9 to see valid accounts.
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
