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

# Factors and identity proven again

refusal-password-guessable = The password can be guessed: it is made of common words, names, dates or keys in a row. Choose a few words that do not belong together.
refusal-keys-missing = The installation has no file of keys, and without it no codes can be kept. Ask the operators to name one with --keys.
refusal-proof-needed = This needs that you have shown who you are a moment ago. Confirm with password, code or passkey.
refusal-person-needed = Only a person may do this, not a program with a token. Sign in and do it yourself.
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

refusal-token-name-malformed = The token needs a name on one line, at most { $max } characters. Say what it is for.
refusal-token-permission-missing = The token may do nothing. Choose at least one permission.
refusal-token-permission-unknown = There is no permission called { $permission }. Choose from the list.
refusal-token-permission-sensitive = The permission { $permission } is for persons only. Take it out of the token.
refusal-token-entity-unknown = Choose at least one entity, and only such as the user holds a role in.
refusal-token-days-malformed = A token counts for at least one day and at most { $max } days. Change the number of days.
refusal-tokens-full = The user has { $max } tokens already. Revoke one that is not used.
refusal-token-unknown = That token does not exist, or is revoked already. Load the list anew.
