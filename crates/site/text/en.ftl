# Signing in, choosing an entity, and what stands in the way of a page.

sign-in-title = Sign in
sign-in-login = User
sign-in-password = Password
sign-in-submit = Sign in
sign-in-demo = Demo users
sign-in-demo-lead = This is a demo. The data are invented.
sign-in-role = Role

start-choose = Choose entity
start-none = You hold no role in any entity today. Ask the system manager for a permission.

miss-not-found = There is no such page
miss-denied = You do not have permission for this
miss-malformed = The request does not have the right form
miss-fault = Something went wrong. Nothing has changed.
miss-what-to-do = Go back and try again, or choose from the menu. If it remains, ask the system manager.
miss-why = Why may I not?
miss-method = The page cannot be called in that way
miss-turned-away = The request was turned away. It does not belong to your session, or you may not do this.
miss-too-large = What was sent is too large
miss-astray = Check the address, or go on from here.
miss-to-start = To the start page

problem-unauthorised = Sign in first
problem-refused = Refused
problem-permission = The permission { $permission } is missing.
problem-key-malformed = Idempotency-Key must be 1–200 visible characters
problem-malformed = The request does not have the right form
problem-not-found = There is no such thing here, or none you may know of
problem-method = This address does not take that method
problem-too-large = Too large
problem-too-large-detail = The body may have at most { $max } bytes, or it did not come whole. Send large files under files/.

# The second factor, and identity proven again

sign-in-by-passkey = Sign in with a passkey
factor-title = Confirm the sign-in
factor-lead = Type the code your app shows now, or one of your recovery codes.
factor-lead-passkey = Show your passkey, or type one of your recovery codes.
factor-code = Code
factor-code-help = Six digits from the app, or a recovery code.
proof-title = Confirm that it is you
proof-lead = What you just did needs that you have shown who you are in the last five minutes. Nothing you typed is lost: it goes on when you have confirmed.
proof-or-code = Or a code from the app
proof-submit = Confirm and go on
proof-by-passkey = Use a passkey
passkey-failed = The passkey could not be used. Try again, or choose another way.
miss-proof-needed = First confirm that it is you
problem-proof-needed = This sign-in is not enough
problem-factor-needed = The sign-in is not whole: the second factor is missing
