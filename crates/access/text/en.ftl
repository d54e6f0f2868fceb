# Signing in

refusal-sign-in-wrong = That user name and password do not belong together. Check both and try again. If you have forgotten the password, the system administrator gives you a new one.
refusal-sign-in-throttled = Signing in has failed too many times. Wait { $seconds ->
    [one] a second
   *[other] { GROUPED($seconds) } seconds
 } and try again.

# Permissions

permission-books-read = Read vouchers, ledgers and registers
permission-report-run = Run reports
permission-voucher-draft = Type and park drafts
permission-voucher-post = Post vouchers
permission-voucher-correct = Reverse, re-code and annul
permission-account-reconcile = Pair open items and reconcile accounts
permission-file-import = Read in files that post vouchers
permission-file-export = Write files out of the books
permission-project-edit = Add and change projects
permission-party-edit = Add and change suppliers, customers and agencies, and the accounts they are paid to
permission-register-edit = Change chart, dimensions, rules and series
permission-rule-edit = Change rules of automatic posting
permission-setting-edit = Set up feeder systems and reporting to the central government accounts
permission-period-manage = Open, hold and close periods
permission-closing-lead = Lead the closing
permission-user-manage = Add users and give them roles
permission-role-manage = Make and change roles
permission-system-manage = Make entities, back up and check
permission-time-report = Report one's own time
permission-records-manage = Make archive packages, propose and run disposal, hold records
permission-disposal-decide = Decide on disposal that somebody else has proposed

permission-personal-read = See personal identity numbers in clear
permission-protected-read = See who has protected identity
permission-personal-manage = Set and lift protection of persons, and take out what is held on one
permission-secret-read = See and set marks of secrecy

# Processing history

outcome-accepted = Done
outcome-repeated = Sent again, nothing was done
outcome-refused = Refused
outcome-denied = Permission was missing

# Users

refusal-login-malformed = A user name may have the letters a–z, digits and the characters . _ @ -, at most { $max } characters. Write such a one.
refusal-user-name-missing = The name is missing. Write the user's first name and surname.
refusal-user-name-malformed = The name has line ends or other characters that do not show. Write it on one line.
refusal-user-name-too-long = The name is longer than { $max } characters. Shorten it.
refusal-password-too-short = The password is too short. Use at least { $min } characters; a few words in a row will do.
refusal-password-too-long = The password is too long. Use at most { $max } bytes, which is about as many characters.
refusal-password-common = That password is one of those everyone tries first. Choose one of your own.
refusal-password-is-login = The password is the same as the user name. Choose another.
refusal-password-wrong = The present password is wrong. Write it again.
refusal-password-throttled = A wrong password was written too many times. Wait { $seconds ->
    [one] a second
   *[other] { GROUPED($seconds) } seconds
 } and try again.
refusal-user-unknown = There is no user named { $login }. Check the spelling, or add the user.
refusal-login-taken = The user name { $login } is taken, perhaps by someone who has left. Choose another.
refusal-own-account = This cannot be done to your own account. Your password you change yourself, with the present one; otherwise ask another system administrator.
refusal-user-elsewhere = { $login } has roles in entities where you do not manage users. Ask someone who manages them in all of these, or the operator.

# Roles

refusal-role-incomplete = The role { $role } has no code or no name. Fill in both.
refusal-permission-unknown = The role { $role } has the permission { $permission }, which the program does not know. Correct the code or remove the row.
refusal-condition-dimension-malformed = The condition needs a dimension, such as ORG, or KONTO. Write its code.
refusal-condition-pattern-negated = Over a hierarchy, name the node that shall be seen and not the one that shall not: nearly everything lies below some other node. Write the node without the exclamation mark.
refusal-role-validity-backward = The last day lies before the first. Let them change places.
refusal-role-entity-unknown = That entity is not among those whose users you manage. Go to the right entity first.
refusal-user-restricted = { $login } gets no new roles: the data on the person are restricted (GDPR article 18). Lift the restriction first.
refusal-own-role = Nobody gives or takes their own roles. Ask another system administrator.
refusal-role-unknown = There is no role with the code { $role }. Choose one of the list of roles.
refusal-role-held = The user already holds the role { $role } for the same rows on some of the days. Take it away first, or choose other days.
refusal-role-not-held = The user does not hold that role here any more. Fetch the roles again.
refusal-decision-missing = The decision behind the right is missing. Give its reference, such as the registry number.
refusal-decision-malformed = The reference of the decision has characters that are not written or is longer than { $max }. Write it shorter, on one line.
refusal-decision-later = The decision is dated after today. Give the day it was made.

# Own roles

refusal-role-code-malformed = The code of a role may have small letters a to z, digits and underscores, begins with a letter and has at most { $max } characters. Write such a one.
refusal-role-name-missing = The role has no name. Write one that users recognise.
refusal-role-text-malformed = The name of a role has at most { $max } characters on one line, and its description no characters that are not written. Shorten or rewrite it.
refusal-role-permits-nothing = The role permits nothing. Choose at least one permission.
refusal-role-reports-without-permission = The role names reports without the permission to run reports. Add it, or take the reports away.
refusal-role-report-malformed = One of the reports has a name that no report can have. Choose from the list.
refusal-own-role-widened = Nobody gives a role they hold themselves more than it has. Ask somebody else to change it.
refusal-own-role-freed = Nobody frees a role they hold themselves of its second factor. Ask somebody else to change it.
refusal-role-elsewhere = The role is held in entities where you do not manage roles. Make a role of your own instead, or ask operations to change it.

# Substitutes

refusal-substitute-same = Nobody is their own substitute. Choose somebody else.
refusal-substitute-too-long = A substitute is appointed for at most { $max } days at a time. Choose an earlier last day.
refusal-own-substitute = Nobody appoints themselves as a substitute. Ask another system administrator.
refusal-substitute-held = That person is a substitute here on some of the days already. End that first, or choose other days.
refusal-substitute-kept-apart = The substitute would work with what the rule { $rule } keeps apart ({ $name }). Choose another substitute, or some of the roles only.
refusal-substitute-unknown = That substitute is no longer appointed here. Fetch the list again.

# User classes

user-class-light = Light user
user-class-full = Full user
refusal-licence-number-negative = The number is below zero. Give how many persons may hold the licence, or leave it empty for the whole organisation.
refusal-licence-day-passed = The day has passed, and who held a licence on it is not written anew. Choose today or later.
refusal-licence-not-a-person = { $login } is an integration and takes no licence. Choose a person.
refusal-licence-unknown = That licence is no longer there. Fetch the list again.
refusal-licence-held = { $login } holds a licence on some of the days already. End that first.
refusal-licence-number-exceeded = More than { $number } would hold that licence on { $day }. Move a licence, or keep a larger number first.
refusal-own-licence-missing = You would be without the licence you need yourself. Give yourself one before the number is kept.

# Conditions on rows

refusal-some-rows = You hold the permission { $permission } for some rows only ({ $rows }), and this concerns the whole entity. Ask somebody who holds it without conditions, or ask whoever administers users for such a role.

# Separation of duties

refusal-duty-act = The rule { $rule } ({ $name }) stands in the way: { $by } did { $command } on { $subject } on { $day }, and then the same person may not do this. Ask somebody else, or ask two others for an exception.
refusal-role-kept-apart = The role { $role } would give the user what the rule { $rule } keeps apart ({ $name }). Take the other role away first, choose another user, or propose an exception.
refusal-duty-rule-malformed = The rule's code may have small letters a–z, digits, full stops and underscores, at most 60 characters. Write such a code.
refusal-duty-rule-name-malformed = The rule has no name, or its name or source is too long or has line ends. Write a short name on one line.
refusal-duty-rule-one-sided = A rule keeps two things apart. Fill in both sides.
refusal-duty-code-unknown = The code { $code } is no permission and no command. Correct it.
refusal-duty-validity-backward = The last day lies before the first, or has passed. Choose a later one.
refusal-duty-rule-unknown = There is no rule with the code { $rule }. Choose one from the list.
refusal-own-exception = Nobody proposes or decides on an exception for themselves. Ask somebody else.
refusal-exception-too-long = An exception stands for a year at most. Choose an earlier last day, and propose another when it is needed.
refusal-control-missing = Write what is checked instead: who reviews what, and how often.
refusal-exception-unknown = Exception { $number } is not here, or has been ended. Fetch the list again.
refusal-person-malformed = Write what marks the person out, an employment number for one, at most 100 characters on one line.
refusal-own-account-tied = Nobody ties their own account to a person. Ask another system administrator.

# Proposals

proposal-kind-role-give = Give a role
proposal-kind-role-save = Change a role
proposal-kind-duty-rule = Change a rule of separation
proposal-kind-duty-exception = An exception from a rule of separation
proposal-kind-duty-four-eyes = Change what takes two persons
proposal-kind-substitute-appoint = Appoint a substitute
proposal-kind-duty-person = Change whose an account is
refusal-rows-limited = This tells of every row of the books, but your permission { $permission } shows some of them only. Ask a colleague who sees the whole agency.
refusal-four-eyes = This takes two persons: { $what }. Make a proposal, and somebody else decides.
refusal-proposal-kind-unknown = There is no proposal of the kind { $kind }. Choose one from the list.
refusal-proposal-unknown = Proposal { $number } is not here. Check the number.
refusal-proposal-content-malformed = The proposal's content does not have the form its kind asks for. Correct it and propose again.
refusal-proposal-reason-missing = The reason is missing or too long. Write why, in at most 1,000 characters.
refusal-proposal-day-outside = The last day must be today or later, and at most { $max } days ahead. Choose such a day.
refusal-proposal-nobody-else = Nobody but you holds the permission { $permission } here, so nobody can decide. Let somebody else have it, or ask the operator to make the change.
refusal-proposal-decided = Proposal { $number } has been decided on. Fetch the list again.
refusal-proposal-lapsed = Proposal { $number } stood until { $day }. Make another.
refusal-proposal-changed = Proposal { $number } is not what you saw. Read it again before you decide.
refusal-own-proposal = Nobody decides on their own proposal, from another account neither. Ask somebody else.
refusal-not-own-proposal = Only who made a proposal takes it back. Reject it instead, with a reason.

# Idempotency keys

refusal-key-malformed = The key must have 1–{ $max } visible ASCII characters without spaces. Send such a one, preferably random.
refusal-key-reused = The key { $key } was used for another request already. Nothing has changed. Send the request with a new key, or begin again from the start.

# Ways to sign in

method-password = Password
method-passkey = Passkey
method-oidc = The agency’s sign-in (OpenID Connect)
method-saml = The agency’s sign-in (SAML)

# Factors and identity proven again

refusal-password-guessable = The password can be guessed: it is made of common words, names, dates or keys in a row. Choose a few words that do not belong together.
refusal-keys-missing = The installation has no file of keys, and without it no codes can be kept. Ask the operators to name one with --keys.
refusal-proof-needed = This needs that you have shown who you are a moment ago. Confirm with password, code or passkey.
refusal-person-needed = Only a person may do this, not a program with a token. Sign in and do it yourself.
refusal-session-ended = The sign-in was ended while this was done, so nothing was changed. Sign in again.
refusal-factor-throttled = A wrong code has been given too many times. Wait { $seconds ->
    [one] one second
   *[other] { GROUPED($seconds) } seconds
 } and try again, or use a browser you have signed in with before.
refusal-totp-there = You have an app for codes already. Remove it first if you want another.
refusal-totp-missing = There is no app for codes or other factor to use. Start again from your account.
refusal-code-wrong = That is not right. A code counts for half a minute and once only; wait for the next and type it.
refusal-passkey-name-malformed = The passkey needs a name on one line, at most 60 characters. Say for example which computer it is in.
refusal-passkeys-full = You have { $max } passkeys already. Remove one you do not use.
refusal-passkey-taken = That passkey is registered already. Use another device.
refusal-passkey-unknown = That passkey does not exist. It may have been removed; load the page anew.

# Tokens of programs

refusal-token-of-person = { $login } signs in, and who signs in makes their own tokens on the page My account. Make the token for an integration, or ask { $login } to make it.
refusal-token-name-malformed = The token needs a name on one line, at most { $max } characters. Say what it is for.
refusal-token-permission-missing = The token may do nothing. Choose at least one permission.
refusal-token-permission-unknown = There is no permission called { $permission }. Choose from the list.
refusal-token-permission-sensitive = The permission { $permission } is for persons only. Take it out of the token.
refusal-token-entity-unknown = Choose at least one entity, and only such as the user holds a role in.
refusal-token-days-malformed = A token counts for at least one day and at most { $max } days. Change the number of days.
refusal-tokens-full = The user has { $max } tokens already. Revoke one that is not used.
refusal-token-unknown = That token does not exist, or is revoked already. Load the list anew.

# Personal data

personal-class-none = No personal data
personal-class-person = Number or login that points at a person
personal-class-name = Name
personal-class-identity-number = May be a personal identity number
personal-class-contact = Contact details
personal-class-free-text = Free text in which persons may be named
personal-class-content = Whole records, in which anything may stand
personal-class-document = Documents and files, in which anything may stand
personal-class-technical = Technical traces: address, browser, time
personal-class-secret = Hash or key
personal-purpose-books = Bookkeeping
personal-purpose-access = Access
personal-purpose-sign-in = Signing in
personal-purpose-history = Processing history
personal-purpose-work = Work not yet posted
personal-purpose-protection = Protection of persons
personal-ground-law = Legal obligation (article 6.1 c; ordinance 2000:606)
personal-ground-task = Task in the public interest (article 6.1 e)
personal-retention-accounting = As accounting records
personal-retention-access = As long as somebody can have had access, then as accounting records
personal-retention-session = Until the session ends
personal-retention-draft = Until the draft is posted or discarded
protection-personal-dimension = Dimension whose values may be personal identity numbers
protection-protected-user = User with protected identity
protection-protected-value = Value with protected identity
protection-restricted-user = User whose data are restricted
protection-restricted-value = Value whose data are restricted
protection-pseudonymous-files = Files to other systems have pseudonyms
refusal-protection-reason-missing = The reason is missing. Write why, with the reference of the decision if there is one.
refusal-protection-reason-malformed = The reason has line ends or is longer than { $max } characters. Write it shorter, on one line.
refusal-protection-dimension-missing = The dimension is missing. Give its code, for instance PROJ.
refusal-protection-subject-missing = It does not say whom it concerns. Give the login or the value.
refusal-protection-already-set = That protection exists already. Nothing has changed.
refusal-protection-number-unknown = There is no protection in force with the number { $number }. Fetch the list again.
