# Permissions and sign-in.

## Sign-in at the agency's own identity provider

sign-in-with = Sign in with { $provider }
federation-landed = You are signed in
federation-go-on = Go on
federation-refused = The sign-in did not succeed
federation-again = To the sign-in page

refusal-federation-not-built = This program was built without sign-in by others' services. Sign in with a password, or ask operations for a release that has it.
refusal-federation-provider-unknown = That sign-in service is not here, or does not count today. Sign in another way or ask the system manager.
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
refusal-provider-logins-missing = It does not say which logins the service vouches for. Write how they end, such as @agency.se.
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
