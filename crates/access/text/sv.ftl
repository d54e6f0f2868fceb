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
permission-file-import = Läsa in filer som bokför
permission-file-export = Skriva ut filer ur böckerna
permission-register-edit = Ändra kontoplan, koddelar, regler och serier
permission-period-manage = Öppna, spärra och stänga perioder
permission-user-manage = Lägga upp användare och ge dem roller
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

# Idempotensnycklar

refusal-key-malformed = Nyckeln ska ha 1–{ $max } synliga tecken ur ASCII utan mellanslag. Sänd en sådan, helst ett slumptal.
refusal-key-reused = Nyckeln { $key } har redan använts för en annan begäran. Inget har ändrats. Sänd begäran med en ny nyckel, eller börja om från början.

# Inloggningssätt

method-password = Lösenord
method-passkey = Passernyckel
method-oidc = Myndighetens inloggning (OpenID Connect)
method-saml = Myndighetens inloggning (SAML)

# Faktorer och förnyad identifiering

refusal-password-guessable = Lösenordet går att gissa: det är byggt av vanliga ord, namn, datum eller tangenter i rad. Välj några ord som inte hör ihop.
refusal-keys-missing = Driften har ingen nyckelfil, och utan den kan inga koder sparas. Be driften ange en med --keys.
refusal-proof-needed = För detta behöver du ha visat vem du är nyss. Bekräfta med lösenord, kod eller passernyckel.
refusal-person-needed = Detta får bara en person göra, inte ett program med en programnyckel. Logga in och gör det själv.
refusal-factor-throttled = Fel kod har skrivits för många gånger. Vänta { $seconds ->
    [one] en sekund
   *[other] { GROUPED($seconds) } sekunder
 } och försök igen, eller använd en webbläsare du har loggat in med förr.
refusal-totp-there = Du har redan en kodapp. Ta bort den först, om du vill byta.
refusal-totp-missing = Det finns ingen kodapp eller annan faktor att använda. Börja om från ditt konto.
refusal-code-wrong = Det stämmer inte. En kod gäller en halv minut och bara en gång; vänta på nästa och skriv den.
refusal-passkey-name-malformed = Passernyckeln behöver ett namn på en rad, högst 60 tecken. Skriv till exempel vilken dator den finns i.
refusal-passkeys-full = Du har redan { $max } passernycklar. Ta bort någon du inte använder.
refusal-passkey-taken = Den passernyckeln är redan registrerad. Använd en annan enhet.
refusal-passkey-unknown = Den passernyckeln finns inte. Den kan ha tagits bort; läs in sidan på nytt.

# Programnycklar

refusal-token-name-malformed = Programnyckeln behöver ett namn på en rad, högst { $max } tecken. Skriv vad den är till för.
refusal-token-permission-missing = Programnyckeln får inte göra något. Välj minst en behörighet.
refusal-token-permission-unknown = Det finns ingen behörighet som heter { $permission }. Välj ur listan.
refusal-token-permission-sensitive = Behörigheten { $permission } är bara för personer. Ta bort den ur programnyckeln.
refusal-token-entity-unknown = Välj minst ett företag, och bara sådana där användaren har en roll.
refusal-token-days-malformed = En programnyckel gäller minst en dag och högst { $max } dagar. Ändra antalet dagar.
refusal-tokens-full = Användaren har redan { $max } programnycklar. Återkalla någon som inte används.
refusal-token-unknown = Den programnyckeln finns inte, eller är redan återkallad. Läs in listan på nytt.
