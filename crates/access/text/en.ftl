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
permission-file-import = Read in files that post vouchers
permission-file-export = Write files out of the books
permission-register-edit = Change chart, dimensions, rules and series
permission-period-manage = Open, hold and close periods
permission-user-manage = Add users and give them roles
permission-system-manage = Make entities, back up and check
permission-time-report = Report one's own time
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
refusal-role-validity-backward = The last day lies before the first. Let them change places.
refusal-role-entity-unknown = That entity is not among those whose users you manage. Go to the right entity first.
refusal-own-role = Nobody gives or takes their own roles. Ask another system administrator.
refusal-role-unknown = There is no role with the code { $role }. Choose one of the list of roles.
refusal-role-held = The user already holds the role { $role } for the same rows on some of the days. Take it away first, or choose other days.
refusal-role-not-held = The user does not hold that role here any more. Fetch the roles again.

# Idempotency keys

refusal-key-malformed = The key must have 1–{ $max } visible ASCII characters without spaces. Send such a one, preferably random.
refusal-key-reused = The key { $key } was used for another request already. Nothing has changed. Send the request with a new key, or begin again from the start.

# Ways to sign in

method-password = Password
method-passkey = Passkey
method-oidc = The agency’s sign-in (OpenID Connect)
method-saml = The agency’s sign-in (SAML)

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
