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
permission-register-edit = Change chart, dimensions, rules and series
permission-rule-edit = Change rules of automatic posting
permission-setting-edit = Set up feeder systems and reporting to the central government accounts
permission-period-manage = Open, hold and close periods
permission-closing-lead = Lead the closing
permission-user-manage = Add users and give them roles
permission-role-manage = Make and change roles
permission-system-manage = Make entities, back up and check
permission-time-report = Report one's own time

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
refusal-role-elsewhere = The role is held in entities where you do not manage roles. Make a role of your own instead, or ask operations to change it.

# Substitutes

refusal-substitute-same = Nobody is their own substitute. Choose somebody else.
refusal-own-substitute = Nobody appoints themselves as a substitute. Ask another system administrator.
refusal-substitute-held = That person is a substitute here on some of the days already. End that first, or choose other days.
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

# Idempotency keys

refusal-key-malformed = The key must have 1–{ $max } visible ASCII characters without spaces. Send such a one, preferably random.
refusal-key-reused = The key { $key } was used for another request already. Nothing has changed. Send the request with a new key, or begin again from the start.

# Ways to sign in

method-password = Password
method-passkey = Passkey
method-oidc = The agency’s sign-in (OpenID Connect)
method-saml = The agency’s sign-in (SAML)
