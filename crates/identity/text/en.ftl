# Permissions and sign-in.

# Separation of duties

duty-ways = Proposals and separation
duty-rules-title = Rules of separation
duty-rules-lead = The rules say what the same person may not do or hold permissions for. A change is proposed by one and decided on by another.
duty-no-rules = There are no rules.
duty-code = Code
duty-rule = Rule
duty-kind = Keeps apart
duty-kind-permissions = Permissions
duty-kind-acts = Commands on the same thing
duty-first = The one
duty-second = The other
duty-source = Source
duty-state = State
duty-on = On
duty-off = Off
duty-switch-on = Switch on
duty-switch-off = Switch off
duty-which = What
duty-two-title = Takes two persons
duty-kind-of-change = Change
duty-propose-rule = Propose that a rule is switched on or off
duty-propose-two = Propose what shall take two persons
duty-exception = Exception

conflicts-title = Conflicts
conflicts-lead = Persons who today hold permissions for both sides of a rule. Several accounts of one person count as one.
conflicts-none = Nobody holds permissions for both sides of any rule.
conflict-person = Person
conflict-first = Roles for the one
conflict-second = Roles for the other
conflict-open = No exception
breaches-title = Done in spite of a rule
breaches-none = Nothing has been done in spite of a rule.
breach-subject = Concerns

exceptions-title = Exceptions from separation
exceptions-lead = An exception is for a user, a rule and a year at most. It is proposed by one and decided on by another, and neither is the one it is for.
exceptions-none = There are no exceptions.
exception-number = No.
exception-control = Checked instead
exception-control-help = Who reviews what, and how often?
exception-agreed = Proposed and decided by
exception-in-force = In force
exception-not-in-force = Not in force
exception-ended = Ended
exception-end = End
exception-propose = Propose an exception

# Proposals

proposals-title = Proposals to decide on
proposals-lead = What takes two persons is proposed by one and decided on by another.
proposals-none = No proposals wait for a decision.
proposals-all = Show those that are decided on too
proposals-open = Show only those that wait
proposal-title = Proposal { $number }
proposal-number = No.
proposal-reason = Reason
proposal-by = Proposed by
proposal-valid-to = Stands until
proposal-decided = Decided
proposal-content = Content
proposal-field = Field
proposal-value = Value
proposal-hash = The proposal's checksum: { $hash }
proposal-own = You made this proposal. Somebody else decides.
proposal-withdraw = Withdraw
proposal-accept = Accept
proposal-reject = Reject
proposal-said = Comment
proposal-said-help = Asked for when you reject.
proposal-make = Propose
proposal-role = Propose a role
proposal-dimension = Dimension
proposal-pattern = Values
proposal-state-open = Waits for a decision
proposal-state-lapsed = Has lapsed
proposal-state-accepted = Accepted
proposal-state-rejected = Rejected
proposal-state-withdrawn = Withdrawn

# Why may I, why may I not?

explain-title = Why may I, why may I not?
explain-lead = Choose a permission, and a thing if you like, and you see what the answer rests on.
explain-user = User
explain-permission = Permission
explain-object = Thing
explain-object-help = draft:12, user:eva, period:202603 or a row: ORG=120 KONTO=5012
explain-day = Day
explain-day-unreadable = The day cannot be read. Write it as 2026-03-01.
explain-user-unknown = There is no such user here. Check the login.
explain-permission-unknown = There is no such permission. Choose one from the list.
explain-object-unreadable = The row cannot be read. Write dimensions with values: ORG=120 KONTO=5012.
explain-yes = Yes. { $name } may do this on { $day }: { $permission }.
explain-yes-by-exception = Yes, by exception { $what }. { $name } may do this on { $day }: { $permission }.
explain-inactive = No. { $name } may not sign in.
explain-no-role = No. { $name } holds no role here on { $day }.
explain-no-permission = No. No role that { $name } holds on { $day } gives the permission: { $permission }.
explain-no-row = No. No role that { $name } holds on { $day } shows that row.
explain-duty = No. The rule { $what } keeps { $name } from this.
explain-takes-two = This takes two persons: { $what }.
explain-roles = Roles
explain-role = Role
explain-rows = Rows
explain-from = From
explain-to = Until
explain-given = Given
explain-by-operator = the operator
explain-standing = Counts
explain-standing-holds = Yes
explain-standing-not-yet = Not yet
explain-standing-ended = Has ended
explain-standing-taken = Taken away
explain-gives = Gives the permission
explain-meets = Shows the row
explain-word-yes = Yes
explain-word-no = No
explain-no-roles = The user has never held a role here.
explain-duties = Rules that stand in the way
explain-act = Command
explain-by = Who
explain-at = When
