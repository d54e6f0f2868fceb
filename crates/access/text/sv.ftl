# Inloggning

refusal-sign-in-wrong = Användarnamn och lösenord hör inte ihop. Kontrollera båda och försök igen. Har du glömt lösenordet ger systemförvaltaren dig ett nytt.
refusal-sign-in-throttled = Inloggningen har misslyckats för många gånger. Vänta { $seconds ->
    [one] en sekund
   *[other] { GROUPED($seconds) } sekunder
 } och försök igen.

# Behörigheter

permission-books-read = Läsa verifikationer, böcker och register
permission-report-run = Ta ut rapporter
permission-voucher-draft = Skriva och parkera utkast
permission-voucher-post = Bokföra verifikationer
permission-voucher-correct = Vända, omkontera och makulera
permission-account-reconcile = Para ihop öppna poster och stämma av konton
permission-file-import = Läsa in filer som bokför
permission-file-export = Skriva ut filer ur böckerna
permission-project-edit = Lägga upp och ändra projekt
permission-register-edit = Ändra kontoplan, koddelar, regler och serier
permission-rule-edit = Ändra regler för automatkontering
permission-setting-edit = Ställa in försystem och rapportering till statsredovisningen
permission-period-manage = Öppna, spärra och stänga perioder
permission-closing-lead = Leda bokslutet
permission-user-manage = Lägga upp användare och ge dem roller
permission-role-manage = Lägga upp och ändra roller
permission-system-manage = Lägga upp företag, säkerhetskopiera och kontrollera
permission-time-report = Rapportera sin egen tid

# Behandlingshistorik

outcome-accepted = Utfört
outcome-repeated = Sänt igen, inget gjordes
outcome-refused = Nekat
outcome-denied = Behörighet saknades

# Användare

refusal-login-malformed = Användarnamnet får ha bokstäverna a–z, siffror och tecknen . _ @ -, högst { $max } tecken. Skriv ett sådant.
refusal-user-name-missing = Namnet saknas. Skriv användarens för- och efternamn.
refusal-user-name-malformed = Namnet har radbyten eller andra tecken som inte syns. Skriv det på en rad.
refusal-user-name-too-long = Namnet är längre än { $max } tecken. Korta av det.
refusal-password-too-short = Lösenordet är för kort. Använd minst { $min } tecken; några ord i rad duger bra.
refusal-password-too-long = Lösenordet är för långt. Använd högst { $max } byte, ungefär lika många tecken.
refusal-password-common = Det lösenordet är ett av dem som alla prövar först. Välj ett eget.
refusal-password-is-login = Lösenordet är detsamma som användarnamnet. Välj ett annat.
refusal-password-wrong = Det nuvarande lösenordet stämmer inte. Skriv det igen.
refusal-password-throttled = Fel lösenord har skrivits för många gånger. Vänta { $seconds ->
    [one] en sekund
   *[other] { GROUPED($seconds) } sekunder
 } och försök igen.
refusal-user-unknown = Det finns ingen användare som heter { $login }. Kontrollera stavningen eller lägg upp användaren.
refusal-login-taken = Användarnamnet { $login } är upptaget, kanske av någon som har slutat. Välj ett annat.
refusal-own-account = Det här går inte att göra med ditt eget konto. Ditt lösenord byter du själv, med det nuvarande; be annars en annan systemförvaltare.
refusal-user-elsewhere = { $login } har roller i företag där du inte sköter användare. Be någon som sköter dem i alla, eller driften.

# Roller

refusal-role-incomplete = Rollen { $role } saknar kod eller namn. Fyll i båda.
refusal-permission-unknown = Rollen { $role } har behörigheten { $permission }, som programmet inte känner till. Rätta koden eller ta bort raden.
refusal-condition-dimension-malformed = Villkoret behöver en koddel, till exempel ORG, eller KONTO. Skriv dess kod.
refusal-role-validity-backward = Sista dagen ligger före den första. Byt plats på dem.
refusal-role-entity-unknown = Det företaget finns inte bland dem där du sköter användare. Gå till rätt företag först.
refusal-own-role = Ingen ger eller tar sina egna roller. Be en annan systemförvaltare.
refusal-role-unknown = Det finns ingen roll med koden { $role }. Välj en ur rollistan.
refusal-role-held = Användaren har redan rollen { $role } för samma rader någon av dagarna. Ta bort den först, eller välj andra dagar.
refusal-role-not-held = Användaren har inte den rollen här längre. Hämta rollerna på nytt.
refusal-decision-missing = Beslutet bakom behörigheten saknas. Skriv dess beteckning, till exempel diarienumret.
refusal-decision-malformed = Beslutets beteckning har tecken som inte syns eller är längre än { $max } tecken. Skriv den kortare, på en rad.
refusal-decision-later = Beslutet är daterat efter i dag. Skriv dagen då det fattades.

# Egna roller

refusal-role-code-malformed = Rollens kod får ha små bokstäver a–z, siffror och understreck, börja med en bokstav och vara högst { $max } tecken. Skriv en sådan.
refusal-role-name-missing = Rollen saknar namn. Skriv ett som användarna känner igen.
refusal-role-text-malformed = Rollens namn får vara högst { $max } tecken på en rad, och beskrivningen utan tecken som inte syns. Korta av eller skriv om.
refusal-role-permits-nothing = Rollen ger ingen behörighet. Välj minst en.
refusal-role-reports-without-permission = Rollen har rapporter men inte behörigheten att ta ut rapporter. Lägg till den, eller ta bort rapporterna.
refusal-role-report-malformed = En av rapporterna har ett namn som ingen rapport kan ha. Välj ur listan.
refusal-own-role-widened = Ingen ger en roll som den själv har mer än rollen redan ger. Be någon annan ändra den.
refusal-role-elsewhere = Rollen används i företag där du inte sköter roller. Gör en egen roll i stället, eller be driften ändra den.

# Ersättare

refusal-substitute-same = Ingen är sin egen ersättare. Välj någon annan.
refusal-own-substitute = Ingen utser sig själv till ersättare. Be en annan systemförvaltare.
refusal-substitute-held = Den personen är redan ersättare här någon av dagarna. Avsluta det först, eller välj andra dagar.
refusal-substitute-unknown = Den ersättaren är inte längre utsedd här. Hämta listan på nytt.

# Användarklasser

user-class-light = Lättanvändare
user-class-full = Fullanvändare
refusal-licence-number-negative = Antalet är mindre än noll. Skriv hur många personer som får ha licensen, eller lämna tomt för hela organisationen.
refusal-licence-day-passed = Dagen har redan varit, och vem som hade licens då skrivs inte om. Välj i dag eller senare.
refusal-licence-not-a-person = { $login } är en integration och tar ingen licens. Välj en person.
refusal-licence-unknown = Den licensen finns inte längre. Hämta listan på nytt.
refusal-licence-held = { $login } har redan en licens någon av dagarna. Avsluta den först.
refusal-licence-number-exceeded = Fler än { $number } skulle ha den licensen den { $day }. Flytta en licens, eller lägg in ett större antal först.
refusal-own-licence-missing = Du skulle själv bli utan den licens du behöver. Ge dig en sådan innan antalet läggs in.

# Idempotensnycklar

refusal-key-malformed = Nyckeln ska ha 1–{ $max } synliga tecken ur ASCII utan mellanslag. Sänd en sådan, helst ett slumptal.
refusal-key-reused = Nyckeln { $key } har redan använts för en annan begäran. Inget har ändrats. Sänd begäran med en ny nyckel, eller börja om från början.

# Inloggningssätt

method-password = Lösenord
method-passkey = Passernyckel
method-oidc = Myndighetens inloggning (OpenID Connect)
method-saml = Myndighetens inloggning (SAML)
