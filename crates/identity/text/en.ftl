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
proposal-decision-help = The decision’s registration number or who decided. Left empty, the proposal is the decision.
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
explain-no-licence = No. { $name } holds the role on { $day }, but not the user class that the permission takes. Give the person a licence.
explain-no-permission = No. No role that { $name } holds on { $day } gives the permission: { $permission }.
explain-beyond-reach = No. The roles that { $name } holds on { $day } give the permission ({ $permission }) for { $what } only, and the row lies beyond. Put the row on a value that the role covers, ask somebody with a role for it, or ask whoever administers users for such a role.
explain-no-row = No. No role that { $name } holds on { $day } shows that row.
explain-duty = No. The rule { $what } keeps { $name } from this.
explain-takes-two = This takes two persons: { $what }.
explain-second-factor = The role asks for a second factor at sign-in: { $roles }.
explain-proof-again = The permission asks that you have just proven who you are, and no token of a program has it.
explain-for-yes = As a substitute of { $name }: yes.
explain-for-no = As a substitute of { $name }: no, what is lent does not give the permission.
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
explain-meets = Covers the row
explain-word-yes = Yes
explain-word-no = No
explain-no-roles = The user has never held a role here.
explain-duties = Rules that stand in the way
explain-act = Command
explain-by = Who
explain-at = When

# My account: sign-ins, factors, password, tokens

own-title = My account
own-name = Name
own-login = User name
own-method = Way of signing in
own-method-two = { $method } and a second factor
own-factor = Second factor
own-factor-both = App for codes and passkey
own-factor-app = App for codes
own-factor-passkey = Passkey
own-factor-none = None
own-remove = Remove
own-added = Added
own-used = Last used
own-go-on = Go on

own-password-title = Change password
own-password-lead = When you have changed it your other sign-ins end.
own-password-present = Present password
own-password-new = New password
own-password-help = At least 12 characters. A few words that do not belong together are better than odd characters.
own-password-again = New password again
own-password-change = Change password
own-passwords-differ = The two new passwords differ. Type the same in both fields.
own-password-changed = The password is changed, and your other sign-ins have ended.

own-factors-title = Two factors
own-factors-lead = A second factor protects your account even if somebody gets hold of the password.
own-factor-required = Your role requires a second factor. Set up an app for codes or a passkey here to go on.
own-app-title = App for codes
own-app-lead = An app in the telephone shows a new code every half minute.
own-app-there = You have an app for codes. It is asked for when you sign in.
own-app-add = Set up an app
own-app-remove = Remove the app
own-app-scan = Read the picture with the app, or type the key by hand. Then type the code the app shows.
own-app-picture = Picture that the app reads
own-app-key = Key to type by hand:
own-app-code = Code from the app
own-app-confirm = Confirm
own-app-added = The app is set up. Your other sign-ins have ended.
own-passkeys-title = Passkeys
own-passkeys-lead = A passkey is in the computer, the telephone or a security key, and you show it with finger, face or code. It is enough alone to sign in.
own-passkey-name = Name of the passkey
own-passkey-name-help = For example which computer it is in.
own-passkey-add = Set up a passkey
own-passkey-make-lead = Your browser asks where to keep the key, and for your finger, face or code.
own-passkey-make = Make the passkey
own-passkey-needs-script = Passkeys need a browser that runs scripts. Use an app for codes instead.
own-passkey-added = The passkey is set up. Your other sign-ins have ended.
own-passkey-remove-named = Remove the passkey { $name }
own-codes-title = Recovery codes
own-codes-left = { $count ->
    [0] You have no recovery codes left. Make new ones.
    [one] You have one recovery code left.
   *[other] You have { $count } recovery codes left.
 }
own-codes-make = Make new recovery codes
own-codes-made = New recovery codes are made, and the old count no more.
own-codes-lead = Print or copy the codes now: they are shown this once. Each counts once, when you do not have your second factor.

own-sessions-title = My sign-ins
own-sessions-lead = This is where you are signed in now. End what you do not recognise, and then change the password.
own-act = Action
own-session-agent = Browser
own-session-address = Address
own-session-started = Signed in
own-session-this = This one
own-session-end = End
own-session-end-named = End the sign-in from { $address }
own-sessions-end-others = End all others

own-tokens-title = Tokens of programs
own-tokens-lead = With a token a program works for you through the API, with the permissions you choose and no others.
own-token-once = Copy the token now: it is shown this once.
own-token-made = The token is made.
own-token-new = New token
own-token-name = What it is for
own-token-name-help = For example which program has it.
own-token-days = Counts for days
own-token-days-help = At most { $max }.
own-token-permissions = Permissions
own-token-places = Entities
own-token-create = Make the token
own-token-expires = Counts until
own-token-revoke = Revoke
own-token-revoke-named = Revoke the token { $name }
own-token-ended = Has ended

# Another's sign-in, for who manages users

user-sign-in-title = Sign-in of { $login }
user-sign-in-lead = Where the user is signed in, and what you can do when a telephone or a computer is lost.
user-sessions = Sign-ins
user-sessions-none = The user is not signed in anywhere.
user-sessions-end = End all sign-ins
user-factors = The second factor
user-factors-lead = When both the telephone and the recovery codes are lost you remove them here. The user sets up a new factor at the next sign-in, if the role requires it. First make sure who it is that asks you.
user-factors-reset = Remove app, passkeys and recovery codes
user-tokens-none = The user has no tokens.

# Personal data

personal-title = Personal data
personal-lead = What is held of persons and where, who is protected, and extracts for a person.
personal-protected = Protections in force
personal-nobody = No protection is set.
personal-kind = Protection
personal-dimension = Dimension
personal-who = Login or value
personal-reason = Reason
personal-set = Set
personal-by = By
personal-lift = Lift
personal-why-lift = Why the protection is lifted
personal-protect = Set protection
personal-protect-new = New protection
personal-extract = Extract for a person
personal-extract-lead = Everything that is held on a person, in every table and document. The extract leaves a line of processing history.
personal-person = Login, personal identity number or name
personal-take-out = Take out
personal-extract-review = Marked records may have data on others. Review them before the extract is given out.
personal-named-in = Named in
personal-values = Data
personal-review = Review
personal-to-review = To be reviewed
personal-nothing-held = Nothing is held on the person.
personal-register = Register of personal data
personal-table = Table
personal-columns = Columns
personal-class = Kind
personal-purpose = Purpose
personal-ground = Legal ground
personal-retention = How long

## Sign-in at the agency's own identity provider

sign-in-with = Sign in with { $provider }
federation-landed = You are signed in
federation-go-on = Go on
federation-proven-again = You have shown who you are. Close this tab, go back to the one where you were and choose Confirm and go on.
prove-again-lead = If you have no password here, show who you are at the sign-in service, in a tab of its own. Then come back here and go on with the fields empty.
prove-again-with = Show who you are at { $provider } (opens in a new tab)
federation-refused = The sign-in did not succeed
federation-again = To the sign-in page

refusal-federation-not-built = This program was built without sign-in by others' services. Sign in with a password, or ask operations for a release that has it.
refusal-federation-provider-unknown = That sign-in service is not here, or does not count today. Sign in another way or ask the system manager.
refusal-federation-throttled = Signing in has been begun or refused too many times from here. Wait { $seconds ->
    [one] one second
   *[other] { GROUPED($seconds) } seconds
 } and then begin again.
refusal-federation-busy = Many are signing in by the service right now. Try again in a moment.
refusal-federation-flow-unknown = The answer does not belong to a sign-in that was begun in this browser within ten minutes, or has been used. Begin the sign-in again.
refusal-federation-declined = The sign-in service did not let you through. Try again, or turn to the agency's IT support.
refusal-federation-unreachable = The sign-in service does not answer as it should. Try again in a while; if it remains, ask the system manager to test it.
refusal-federation-proof-refused = The sign-in service's answer could not be proven, so nobody was signed in. Begin the sign-in again; if it remains, contact the system manager.
refusal-federation-assurance-too-low = You have proven who you are at a lower level of assurance than is required here. Begin again and choose a stronger means.
refusal-federation-login-missing = The sign-in service does not say who you are in the way that was agreed. Ask the system manager to look over which claim carries the login.
refusal-federation-login-foreign = The sign-in service does not vouch for logins of that kind. Sign in with your own agency's service.
refusal-federation-person-unknown = You have not been added here. Ask the system manager to add you.
refusal-federation-person-tied = The login belongs here to an account that the sign-in service may not open. Ask the system manager to look it over.
refusal-federation-person-governs = Your account governs permissions or the installation, and may not be opened by this sign-in service. Sign in another way.
refusal-federation-inactive = Your account is closed. Ask the system manager to open it.

refusal-provider-code-malformed = The code must have 1–40 characters of a–z, digits and hyphen. Write one of these.
refusal-provider-name-missing = The name is missing, has characters that cannot be seen or is longer than 80 characters. Write what the sign-in page shall call the service.
refusal-provider-address-insecure = The address in { $field } does not go over https. Write an address that begins with https://.
refusal-provider-field-missing = The field { $field } is needed for this kind of service. Fill it in.
refusal-provider-logins-missing = It does not say which logins the service vouches for. Write how they end, from @ on, such as @agency.se.
refusal-provider-validity-backward = The last day lies before the first. Let them change places.
refusal-provider-role-unknown = There is no role with the code { $role }. Mend the code or add the role.
refusal-provider-entity-unknown = There is no entity with the code { $entity }. Mend the code.
refusal-provider-condition-malformed = The condition of the role { $role } needs both a dimension and a pattern that can be read. Mend or remove both.
refusal-provider-role-governs = The role { $role } governs permissions or the installation. The service may give it only when governing is true; remove the row otherwise.
refusal-provider-metadata-unfit = The metadata cannot be read, or belongs to another issuer than the one in issuer. Get the right file.
refusal-provider-unknown = There is no sign-in service or directory with the code { $provider }. Check the code.

## User directory in a file and by SCIM

refusal-feed-line-unread = The line cannot be read. The file must be CSV with the columns login, name, active, entity, role, dimension, pattern, valid_from and valid_to, and have at least one user.
refusal-feed-field-unread = The field { $field } cannot be read. Write true or false, a day as 2026-01-31, or dimension and pattern together.
refusal-feed-lines-differ = The lines of { $login } say different things of the name or of whether the account is open. Let them say the same.
refusal-feed-user-unfit = { $login } cannot be added. { $cause }
refusal-feed-login-foreign = The directory does not vouch for the login { $login }. Remove the line, or extend logins of the directory.
refusal-feed-user-tied = { $login } was here before and the directory may not take the account over. Set adopts for the directory if it is the same person.
refusal-feed-user-governs = { $login } governs permissions or the installation, and the directory may not change such accounts. Change it by hand, or set governing for the directory.
refusal-feed-role-governs = The role { $role } of { $login } governs permissions or the installation, and the directory may not give it. Give it by hand, or set governing for the directory.
refusal-feed-role-unknown = The role { $role } of { $login } does not exist. Mend the code.
refusal-feed-entity-unknown = There is no entity with the code { $entity }. Mend the code.

## The page of sign-in services

providers = Sign-in services
providers-lead = Agencies' own services for signing in, and their user directories. They are added and changed by operations, at the command line.
providers-none = No service has been added. Everybody signs in with login and password.
provider-code = Code
provider-name = Name
provider-kind = Kind
provider-kind-oidc = OpenID Connect
provider-kind-saml = SAML
provider-kind-directory = Directory only
provider-logins = Logins that end with
provider-users = Accounts and roles
provider-creates = At sign-in
provider-fed = Out of the directory or by hand
provider-state = Counts
provider-open = Today
provider-closed = Not today
provider-roles = Roles that groups give here
provider-roles-none = No group gives a role here.
provider-group = Group
provider-everybody = Everybody the service vouches for
provider-role = Role
provider-rows = Rows
provider-every-row = Every

# Roles, users, substitutes and licences

identity-decision = Decision
identity-takes-two = This takes two persons: somebody else decides on the proposal.
identity-decision-help = The reference of the decision, such as the registry number, or who decided.
identity-decided-on = Decided
identity-day-unreadable = The day cannot be read. Write it as 2026-03-31.
identity-day-missing = The day is missing. Write it as 2026-03-31.
identity-number-unreadable = The number cannot be read. Write it in digits, or leave it empty for the whole organisation.

users-title = Users
users-lead = Who may sign in, which roles they hold and which user class the roles take.
users-add = Add a user
users-name = Name
users-login = Login
users-first-password = First password
users-class = User class
users-licence = Licence
users-roles = Roles
users-role = Role
users-entity = Entity
users-entities = Entities
users-last-used = Last used
users-never = Never
users-state = State
users-active = Active
users-inactive = Inactive
users-integration = Integration
users-integrations = Integrations
users-search = Search
users-search-help = Name, login or role.
users-any = All
users-span = Span
users-here = Here only
users-everywhere = Every entity where you manage users
users-none = No users match. Change the filters, or add a user.
users-rows = Rows
users-from = From
users-to = To
users-all-rows = All rows
users-own = Own only: { $dimension }
users-below = { $node } and all below it ({ $dimension })
users-held = Roles here
users-holds-none = The user holds no role here.
users-take = Take away
users-taken = Taken away
users-give = Give a role
users-give-tree = Unit in a hierarchy
users-tree-none = None
users-give-node = Node
users-give-node-help = The node in the hierarchy. All that lies below it is included.
users-give-own = Only projects the user answers for
users-give-conditions = Further conditions
users-give-conditions-help = For example ORG=12* KONTO=4*,5*. All conditions must be met. Leave empty for all rows.
users-give-where = Where
users-give-here = Here only
users-give-group = All in { $name }
users-give-all = Every entity where you manage users
users-permissions = Permissions here today
users-by-role = Through the role
users-may-nothing = The user may do nothing here today.
users-activate = Let the user sign in
users-deactivate = Deactivate the user
users-make-integration = Make an integration
users-make-person = Make a person

roles-title = Roles
roles-lead = What each role may do. A role is given to a user at an entity, for all rows or for some.
roles-new = New role
roles-name = Name
roles-name-en = Name in English
roles-code = Code
roles-code-help = Small letters, digits and underscores. It never changes.
roles-description = Description
roles-class = User class
roles-permission = Permission
roles-permissions = Permissions
roles-report = Report
roles-reports = Reports
roles-reports-every = All
roles-reports-limit = Certain reports only
roles-reports-help = With none chosen the role runs every report; otherwise the chosen ones only.
roles-tick = Choice
roles-second-factor = Second factor
roles-second-factor-required = Required
roles-second-factor-free = Not required
roles-second-factor-require = The role requires a second factor
roles-second-factor-help = Whoever holds the role and signs in with a password alone sets up a second factor before anything else can be reached. It holds at once.
roles-second-factor-warning = The role governs users, roles, personal data or the system, but is reached with a password alone. Let it require a second factor.
roles-save = Save the role
roles-editor-lead = Who holds the role works by the changed role from the next step on.

permissions-lead = All that a role can give, the class of users it takes and the roles that give it.

role-file-title = Read roles from a file
role-file-lead = New roles are made and changed ones are changed, all of them or none. Roles that the file lacks stay as they are.
role-file-file = File
role-file-help = The file of the list of roles, or a spreadsheet with the columns role, name and permissions, and where needed name_en, description, reports and second_factor. An empty second_factor leaves the demand as it is; whatever else is empty or left out becomes empty, and no reports means every report.
role-file-take = Read
role-file-mistakes = To be mended in the file
role-file-line = Line
role-file-column = Column
role-file-mistake = Mistake
refusal-role-file-too-many = The file has more than { $max } roles. Split it into several.
refusal-role-file-column-unknown = The column { $column } is none of { $columns }. Mend the heading or remove the column.
refusal-role-file-role-repeated = The role { $role } stands on more than one line. Keep one of them.
refusal-role-file-second-factor-unreadable = The second factor is neither yes nor no. Write true or false, or leave it empty to let it be.

substitutes-title = Substitutes
substitutes-lead = Who may work for whom, and when. The substitute has the other's roles, but never what governs users, roles or the system. Both names stand on what is done.
substitutes-appoint = Appoint a substitute
substitutes-who = Substitute
substitutes-whom = For
substitutes-roles = Roles
substitutes-roles-help = The roles' codes with a space between. Leave empty for all of the other's roles.
substitutes-every-role = All
substitutes-end = End
substitutes-ended = Ended
substitutes-now = Now
substitutes-none = Nobody is appointed as a substitute here.

act-for-title = Work as a substitute
act-for-lead = While you work for somebody you have that person's roles instead of your own, and both names stand on what you do.
act-for-begin = Work for
act-for-self = Work as myself
act-for-none = You are nobody's substitute today.
act-for-refused = You are not that person's substitute today. Ask who manages users to appoint you.

licences-title = Licences
licences-lead = How many may have each user class, and which persons have it. Who works for several entities counts once.
licences-here = Classes against number here
licences-everywhere = Classes against number wherever you manage users
licences-summary = Classes against numbers
licences-needed = Needed
licences-held = Assigned
licences-number = Number
licences-unlimited = Unlimited
licences-unlimited-lead = No number has been kept, so roles alone decide what each may do.
licences-organisation = The whole organisation
licences-keep = Keep a number
licences-number-help = Leave empty for a licence of the whole organisation.
licences-assign = Assign a licence
licences-holdings = Assigned licences
licences-none = No person holds a licence.
licences-move = Move
licences-move-to = Move to
licences-nobody = Nobody: end it
licences-numbers = Numbers over time
