# Permissions and sign-in.

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
