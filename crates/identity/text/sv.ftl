# Behörighet och inloggning.

## Inloggning hos myndighetens egen identitetsutgivare

sign-in-with = Logga in med { $provider }
federation-landed = Du är inloggad
federation-go-on = Fortsätt
federation-refused = Inloggningen gick inte
federation-again = Till inloggningen

refusal-federation-not-built = Det här programmet är byggt utan inloggning genom andras tjänster. Logga in med lösenord, eller be driften lägga in en utgåva som har den.
refusal-federation-provider-unknown = Den inloggningstjänsten finns inte här, eller gäller inte i dag. Logga in på annat sätt eller fråga systemförvaltaren.
refusal-federation-flow-unknown = Svaret hör inte till en inloggning som börjats i den här webbläsaren de senaste tio minuterna, eller har redan använts. Börja om inloggningen.
refusal-federation-declined = Inloggningstjänsten släppte dig inte vidare. Försök igen, eller vänd dig till myndighetens it-stöd.
refusal-federation-unreachable = Inloggningstjänsten svarar inte som den ska. Försök igen om en stund; kvarstår det, be systemförvaltaren pröva den.
refusal-federation-proof-refused = Svaret från inloggningstjänsten kunde inte styrkas, och därför loggades ingen in. Börja om inloggningen; kvarstår det, kontakta systemförvaltaren.
refusal-federation-assurance-too-low = Du har legitimerat dig på en lägre tillitsnivå än den som krävs här. Börja om och välj en starkare legitimation.
refusal-federation-login-missing = Inloggningstjänsten säger inte vem du är på det sätt som avtalats. Be systemförvaltaren se över vilken uppgift som bär användarnamnet.
refusal-federation-login-foreign = Inloggningstjänsten går inte i god för användarnamn av det slaget. Logga in med din egen myndighets tjänst.
refusal-federation-person-unknown = Du finns inte upplagd här. Be systemförvaltaren lägga upp dig.
refusal-federation-person-tied = Användarnamnet hör här till ett konto som inloggningstjänsten inte får öppna. Be systemförvaltaren se över det.
refusal-federation-person-governs = Ditt konto styr behörigheter eller installationen, och det får inte öppnas genom den här inloggningstjänsten. Logga in på annat sätt.
refusal-federation-inactive = Ditt konto är stängt. Be systemförvaltaren öppna det.

refusal-provider-code-malformed = Koden ska ha 1–40 tecken av a–z, siffror och bindestreck. Skriv en sådan.
refusal-provider-name-missing = Namnet saknas, har tecken som inte syns eller är längre än 80 tecken. Skriv vad inloggningssidan ska kalla tjänsten.
refusal-provider-address-insecure = Adressen i { $field } går inte över https. Skriv en adress som börjar med https://.
refusal-provider-field-missing = Fältet { $field } behövs för den här sortens tjänst. Fyll i det.
refusal-provider-logins-missing = Det står inte vilka användarnamn tjänsten går i god för. Skriv hur de slutar, till exempel @myndighet.se.
refusal-provider-validity-backward = Sista dagen ligger före den första. Byt plats på dem.
refusal-provider-role-unknown = Det finns ingen roll med koden { $role }. Rätta koden eller lägg upp rollen.
refusal-provider-entity-unknown = Det finns inget redovisningsföretag med koden { $entity }. Rätta koden.
refusal-provider-condition-malformed = Villkoret för rollen { $role } behöver både koddel och ett mönster som går att läsa. Rätta eller ta bort båda.
refusal-provider-role-governs = Rollen { $role } styr behörigheter eller installationen. Tjänsten får ge den bara om governing är true; ta annars bort raden.
refusal-provider-metadata-unfit = Metadata kan inte läsas, eller hör till en annan utgivare än den i issuer. Hämta rätt fil.
refusal-provider-unknown = Det finns ingen inloggningstjänst eller katalog med koden { $provider }. Kontrollera koden.

## Användarkatalog i fil och genom SCIM

refusal-feed-line-unread = Raden går inte att läsa. Filen ska vara CSV med kolumnerna login, name, active, entity, role, dimension, pattern, valid_from och valid_to, och ha minst en användare.
refusal-feed-field-unread = Fältet { $field } går inte att läsa. Skriv true eller false, en dag som 2026-01-31, eller koddel och mönster tillsammans.
refusal-feed-lines-differ = Raderna för { $login } säger olika saker om namn eller om kontot är öppet. Låt dem säga samma.
refusal-feed-user-unfit = { $login } kan inte läggas upp. { $cause }
refusal-feed-login-foreign = Katalogen går inte i god för användarnamnet { $login }. Ta bort raden, eller utöka logins för katalogen.
refusal-feed-user-tied = { $login } fanns här förut och katalogen får inte ta över kontot. Sätt adopts för katalogen om det är samma person.
refusal-feed-user-governs = { $login } styr behörigheter eller installationen, och katalogen får inte ändra sådana konton. Ändra för hand, eller sätt governing för katalogen.
refusal-feed-role-governs = Rollen { $role } för { $login } styr behörigheter eller installationen, och katalogen får inte ge den. Ge den för hand, eller sätt governing för katalogen.
refusal-feed-role-unknown = Rollen { $role } för { $login } finns inte. Rätta koden.
refusal-feed-entity-unknown = Det finns inget redovisningsföretag med koden { $entity }. Rätta koden.

## Sidan Inloggningstjänster

providers = Inloggningstjänster
providers-lead = Myndigheters egna tjänster för inloggning och deras användarkataloger. De läggs upp och ändras av driften, vid kommandoraden.
providers-none = Ingen tjänst är upplagd. Alla loggar in med användarnamn och lösenord.
provider-code = Kod
provider-name = Namn
provider-kind = Slag
provider-kind-oidc = OpenID Connect
provider-kind-saml = SAML
provider-kind-directory = Endast katalog
provider-logins = Användarnamn som slutar på
provider-users = Konton och roller
provider-creates = Vid inloggningen
provider-fed = Ur katalogen eller för hand
provider-state = Gäller
provider-open = I dag
provider-closed = Inte i dag
provider-roles = Roller som grupper ger här
provider-roles-none = Ingen grupp ger någon roll här.
provider-group = Grupp
provider-everybody = Alla som tjänsten går i god för
provider-role = Roll
provider-rows = Rader
provider-every-row = Alla
