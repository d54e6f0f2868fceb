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
permission-party-edit = Lägga upp och ändra leverantörer, kunder och myndigheter, och konton de får betalt till
permission-register-edit = Ändra kontoplan, koddelar, regler och serier
permission-rule-edit = Ändra regler för automatkontering
permission-setting-edit = Ställa in försystem och rapportering till statsredovisningen
permission-period-manage = Öppna, spärra och stänga perioder
permission-closing-lead = Leda bokslutet
permission-user-manage = Lägga upp användare och ge dem roller
permission-role-manage = Lägga upp och ändra roller
permission-system-manage = Lägga upp företag, säkerhetskopiera och kontrollera
permission-time-report = Rapportera sin egen tid
permission-records-manage = Göra arkivpaket, föreslå och köra gallring, lägga gallringsstopp
permission-disposal-decide = Besluta om gallring som någon annan har föreslagit

permission-personal-read = Se personnummer i klartext
permission-protected-read = Se vem som har skyddad identitet
permission-personal-manage = Sätta och häva skydd av personer, och lämna registerutdrag
permission-secret-read = Se och sätta sekretessmarkeringar

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
refusal-condition-pattern-negated = I en hierarki anges noden som ska synas, inte den som inte ska det: nästan allt ligger under någon annan nod. Skriv noden utan utropstecken.
refusal-role-validity-backward = Sista dagen ligger före den första. Byt plats på dem.
refusal-role-entity-unknown = Det företaget finns inte bland dem där du sköter användare. Gå till rätt företag först.
refusal-user-restricted = { $login } får inga nya roller: uppgifterna om personen är begränsade (dataskyddsförordningen artikel 18). Häv begränsningen först.
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
refusal-own-role-freed = Ingen tar bort kravet på andra faktor från en roll som den själv har. Be någon annan ändra den.
refusal-role-elsewhere = Rollen används i företag där du inte sköter roller. Gör en egen roll i stället, eller be driften ändra den.

# Ersättare

refusal-substitute-same = Ingen är sin egen ersättare. Välj någon annan.
refusal-substitute-too-long = En ersättare utses för högst { $max } dagar i taget. Välj en tidigare sista dag.
refusal-own-substitute = Ingen utser sig själv till ersättare. Be en annan systemförvaltare.
refusal-substitute-held = Den personen är redan ersättare här någon av dagarna. Avsluta det först, eller välj andra dagar.
refusal-substitute-kept-apart = Ersättaren skulle arbeta med det som regeln { $rule } skiljer åt ({ $name }). Välj en annan ersättare, eller bara några av rollerna.
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

# Villkor på rader

refusal-some-rows = Du har behörigheten { $permission } bara för vissa rader ({ $rows }), och det här gäller hela redovisningsföretaget. Be någon som har behörigheten utan villkor, eller be den som lägger upp användare om en sådan roll.

# Åtskillnad av uppgifter

refusal-duty-act = Regeln { $rule } ({ $name }) hindrar: { $by } gjorde { $command } på { $subject } den { $day }, och då får inte samma person göra det här. Be någon annan, eller be två andra om ett undantag.
refusal-role-kept-apart = Rollen { $role } ger användaren det som regeln { $rule } skiljer åt ({ $name }). Ta bort den andra rollen först, välj en annan användare, eller föreslå ett undantag.
refusal-duty-rule-malformed = Regelns kod får ha små bokstäver a–z, siffror, punkt och understreck, högst 60 tecken. Skriv en sådan.
refusal-duty-rule-name-malformed = Regeln saknar namn, eller så är namn eller källa för lång eller har radbyten. Skriv ett kort namn på en rad.
refusal-duty-rule-one-sided = En regel skiljer två saker åt. Fyll i båda sidorna.
refusal-duty-code-unknown = Koden { $code } är ingen behörighet och inget kommando. Rätta den.
refusal-duty-validity-backward = Sista dagen ligger före den första, eller har passerat. Välj en senare.
refusal-duty-rule-unknown = Det finns ingen regel med koden { $rule }. Välj en ur listan.
refusal-own-exception = Ingen föreslår eller beslutar om undantag för sig själv. Be någon annan.
refusal-exception-too-long = Ett undantag gäller högst ett år. Välj en tidigare sista dag, och föreslå ett nytt när det behövs.
refusal-control-missing = Skriv vilken kontroll som görs i stället: vem som granskar vad, och hur ofta.
refusal-exception-unknown = Undantag { $number } finns inte här, eller är redan avslutat. Hämta listan på nytt.
refusal-person-malformed = Skriv det som kännetecknar personen, till exempel anställningsnumret, högst 100 tecken på en rad.
refusal-own-account-tied = Ingen knyter sitt eget konto till en person. Be en annan systemförvaltare.

# Förslag

proposal-kind-role-give = Ge en roll
proposal-kind-role-save = Ändra en roll
proposal-kind-duty-rule = Ändra en regel för åtskillnad
proposal-kind-duty-exception = Undantag från en regel för åtskillnad
proposal-kind-duty-four-eyes = Ändra vad som kräver två personer
proposal-kind-substitute-appoint = Utse en ersättare
proposal-kind-duty-person = Ändra vem ett konto tillhör
refusal-rows-limited = Det här omfattar alla rader i bokföringen, men din behörighet { $permission } visar bara en del av dem. Be en kollega som ser hela myndigheten.
refusal-four-eyes = Det här kräver två personer: { $what }. Lägg ett förslag, så beslutar någon annan.
refusal-proposal-kind-unknown = Det finns inget förslag av slaget { $kind }. Välj ett ur listan.
refusal-proposal-unknown = Förslag { $number } finns inte här. Kontrollera numret.
refusal-proposal-content-malformed = Förslagets innehåll har inte den form som slaget kräver. Rätta det och föreslå igen.
refusal-proposal-reason-missing = Skäl saknas eller är för långt. Skriv varför, med högst 1 000 tecken.
refusal-proposal-day-outside = Sista dagen ska ligga från och med i dag och högst { $max } dagar fram. Välj en sådan.
refusal-proposal-nobody-else = Ingen annan än du har behörigheten { $permission } här, så ingen kan besluta. Låt någon annan få den, eller be driften göra ändringen.
refusal-proposal-decided = Förslag { $number } är redan avgjort. Hämta listan på nytt.
refusal-proposal-lapsed = Förslag { $number } gällde till och med { $day }. Lägg ett nytt.
refusal-proposal-changed = Förslag { $number } är inte det du såg. Läs det på nytt innan du beslutar.
refusal-own-proposal = Ingen beslutar om sitt eget förslag, inte heller från ett annat konto. Be någon annan.
refusal-not-own-proposal = Bara den som har lagt ett förslag tar tillbaka det. Avslå det i stället, med ett skäl.

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
refusal-session-ended = Inloggningen avslutades medan detta gjordes, så inget ändrades. Logga in igen.
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

refusal-token-of-person = { $login } loggar in, och den som loggar in gör sina programnycklar själv på sidan Mitt konto. Gör nyckeln för en integration, eller be { $login } göra den.
refusal-token-name-malformed = Programnyckeln behöver ett namn på en rad, högst { $max } tecken. Skriv vad den är till för.
refusal-token-permission-missing = Programnyckeln får inte göra något. Välj minst en behörighet.
refusal-token-permission-unknown = Det finns ingen behörighet som heter { $permission }. Välj ur listan.
refusal-token-permission-sensitive = Behörigheten { $permission } är bara för personer. Ta bort den ur programnyckeln.
refusal-token-entity-unknown = Välj minst ett företag, och bara sådana där användaren har en roll.
refusal-token-days-malformed = En programnyckel gäller minst en dag och högst { $max } dagar. Ändra antalet dagar.
refusal-tokens-full = Användaren har redan { $max } programnycklar. Återkalla någon som inte används.
refusal-token-unknown = Den programnyckeln finns inte, eller är redan återkallad. Läs in listan på nytt.

# Personuppgifter

personal-class-none = Ingen personuppgift
personal-class-person = Nummer eller användarnamn som pekar ut en person
personal-class-name = Namn
personal-class-identity-number = Kan vara personnummer
personal-class-contact = Kontaktuppgift
personal-class-free-text = Fritext där personer kan nämnas
personal-class-content = Hela poster, där vad som helst kan stå
personal-class-document = Dokument och filer, där vad som helst kan stå
personal-class-technical = Tekniska spår: adress, webbläsare, tid
personal-class-secret = Kontrollsumma eller nyckel
personal-purpose-books = Bokföring
personal-purpose-access = Behörighet
personal-purpose-sign-in = Inloggning
personal-purpose-history = Behandlingshistorik
personal-purpose-work = Arbete som ännu inte är bokfört
personal-purpose-protection = Skydd av personer
personal-ground-law = Rättslig förpliktelse (artikel 6.1 c; förordning 2000:606)
personal-ground-task = Uppgift av allmänt intresse (artikel 6.1 e)
personal-retention-accounting = Som räkenskapsinformation
personal-retention-access = Så länge någon kan ha haft behörighet, därefter som räkenskapsinformation
personal-retention-session = Tills inloggningen upphör
personal-retention-draft = Tills utkastet bokförs eller kastas
protection-personal-dimension = Koddel där värden kan vara personnummer
protection-protected-user = Användare med skyddad identitet
protection-protected-value = Värde med skyddad identitet
protection-restricted-user = Användare vars uppgifter är begränsade
protection-restricted-value = Värde vars uppgifter är begränsade
protection-pseudonymous-files = Filer till andra system har pseudonymer
refusal-protection-reason-missing = Skälet saknas. Skriv varför, gärna med beslutets beteckning.
refusal-protection-reason-malformed = Skälet har radbyten eller är längre än { $max } tecken. Skriv det kortare, på en rad.
refusal-protection-dimension-missing = Koddelen saknas. Ange dess kod, till exempel PROJ.
refusal-protection-subject-missing = Det framgår inte vem det gäller. Ange användarnamnet eller värdet.
refusal-protection-already-set = Det skyddet finns redan. Inget har ändrats.
refusal-protection-number-unknown = Det finns inget gällande skydd med nummer { $number }. Hämta listan på nytt.
