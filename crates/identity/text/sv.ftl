# Behörighet och inloggning.

# Åtskillnad av uppgifter

duty-ways = Förslag och åtskillnad
duty-rules-title = Regler för åtskillnad
duty-rules-lead = Reglerna säger vad samma person inte får göra eller ha behörighet till. En ändring föreslås av en och beslutas av en annan.
duty-no-rules = Det finns inga regler.
duty-code = Kod
duty-rule = Regel
duty-kind = Skiljer åt
duty-kind-permissions = Behörigheter
duty-kind-acts = Kommandon på samma sak
duty-first = Det ena
duty-second = Det andra
duty-source = Källa
duty-state = Läge
duty-on = På
duty-off = Av
duty-switch-on = Slå på
duty-switch-off = Slå av
duty-which = Vad
duty-two-title = Kräver två personer
duty-kind-of-change = Ändring
duty-propose-rule = Föreslå att en regel slås på eller av
duty-propose-two = Föreslå vad som ska kräva två personer
duty-exception = Undantag

conflicts-title = Konflikter
conflicts-lead = Personer som har behörighet till båda sidor av en regel i dag. Flera konton hos samma person räknas som en.
conflicts-none = Ingen har behörighet till båda sidor av någon regel.
conflict-person = Person
conflict-first = Roller för det ena
conflict-second = Roller för det andra
conflict-open = Saknar undantag
breaches-title = Gjort trots en regel
breaches-none = Inget har gjorts trots en regel.
breach-subject = Gäller

exceptions-title = Undantag från åtskillnad
exceptions-lead = Ett undantag gäller en användare, en regel och högst ett år. Det föreslås av en och beslutas av en annan, och ingen av dem är den det gäller.
exceptions-none = Det finns inga undantag.
exception-number = Nr
exception-control = Kontroll i stället
exception-control-help = Vem granskar vad, och hur ofta?
exception-agreed = Föreslaget och beslutat av
exception-in-force = Gäller
exception-not-in-force = Gäller inte
exception-ended = Avslutat
exception-end = Avsluta
exception-propose = Föreslå ett undantag

# Förslag

proposals-title = Förslag att besluta
proposals-lead = Det som kräver två personer föreslås av en och beslutas av en annan.
proposals-none = Inga förslag väntar på beslut.
proposals-all = Visa också dem som är avgjorda
proposals-open = Visa bara dem som väntar
proposal-title = Förslag { $number }
proposal-number = Nr
proposal-reason = Skäl
proposal-by = Föreslaget av
proposal-valid-to = Gäller till och med
proposal-decided = Avgjort
proposal-content = Innehåll
proposal-field = Fält
proposal-value = Värde
proposal-hash = Förslagets kontrollsumma: { $hash }
proposal-own = Du har lagt förslaget. Någon annan beslutar.
proposal-withdraw = Ta tillbaka
proposal-accept = Godta
proposal-reject = Avslå
proposal-said = Kommentar
proposal-said-help = Krävs när du avslår.
proposal-make = Föreslå
proposal-role = Föreslå en roll
proposal-dimension = Koddel
proposal-pattern = Värden
proposal-decision-help = Beslutets diarienummer eller vem som beslutade. Lämnas det tomt är förslaget beslutet.
proposal-state-open = Väntar på beslut
proposal-state-lapsed = Har förfallit
proposal-state-accepted = Godtaget
proposal-state-rejected = Avslaget
proposal-state-withdrawn = Tillbakataget

# Varför får jag, varför får jag inte?

explain-title = Varför får jag, varför får jag inte?
explain-lead = Välj en behörighet, och en sak om du vill, så visas vad svaret bygger på.
explain-user = Användare
explain-permission = Behörighet
explain-object = Sak
explain-object-help = draft:12, user:eva, period:202603 eller en rad: ORG=120 KONTO=5012
explain-day = Dag
explain-day-unreadable = Dagen går inte att läsa. Skriv den som 2026-03-01.
explain-user-unknown = Det finns ingen sådan användare här. Kontrollera användarnamnet.
explain-permission-unknown = Det finns ingen sådan behörighet. Välj en ur listan.
explain-object-unreadable = Raden går inte att läsa. Skriv koddelar med värden: ORG=120 KONTO=5012.
explain-yes = Ja. { $name } får göra detta den { $day }: { $permission }.
explain-yes-by-exception = Ja, genom undantag { $what }. { $name } får göra detta den { $day }: { $permission }.
explain-inactive = Nej. { $name } får inte logga in.
explain-no-role = Nej. { $name } har ingen roll här den { $day }.
explain-no-licence = Nej. { $name } har rollen den { $day }, men inte den användarklass som behörigheten kräver. Ge personen en licens.
explain-no-permission = Nej. Ingen roll som { $name } har den { $day } ger behörigheten: { $permission }.
explain-beyond-reach = Nej. De roller som { $name } har den { $day } ger behörigheten ({ $permission }) bara för { $what }, och raden ligger utanför. Lägg raden på ett värde som rollen omfattar, be någon som har en roll för den, eller be den som lägger upp användare om en sådan roll.
explain-no-row = Nej. Ingen roll som { $name } har den { $day } visar den raden.
explain-duty = Nej. Regeln { $what } hindrar { $name } från detta.
explain-takes-two = Detta kräver två personer: { $what }.
explain-second-factor = Rollen kräver en andra faktor vid inloggningen: { $roles }.
explain-proof-again = Behörigheten kräver att du nyss har visat vem du är, och ingen programnyckel kan använda den.
explain-for-yes = Som ersättare för { $name }: ja.
explain-for-no = Som ersättare för { $name }: nej, det som lånas ut ger inte behörigheten.
explain-roles = Roller
explain-role = Roll
explain-rows = Rader
explain-from = Från och med
explain-to = Till och med
explain-given = Given
explain-by-operator = driften
explain-standing = Gäller
explain-standing-holds = Ja
explain-standing-not-yet = Inte än
explain-standing-ended = Har upphört
explain-standing-taken = Borttagen
explain-gives = Ger behörigheten
explain-meets = Omfattar raden
explain-word-yes = Ja
explain-word-no = Nej
explain-no-roles = Användaren har aldrig haft en roll här.
explain-duties = Regler som hindrar
explain-act = Kommando
explain-by = Vem
explain-at = När

# Mitt konto: inloggningar, faktorer, lösenord, programnycklar

own-title = Mitt konto
own-name = Namn
own-login = Användarnamn
own-method = Inloggningssätt
own-method-two = { $method } och en andra faktor
own-factor = Andra faktor
own-factor-both = Kodapp och passernyckel
own-factor-app = Kodapp
own-factor-passkey = Passernyckel
own-factor-none = Ingen
own-remove = Ta bort
own-added = Tillagd
own-used = Senast använd
own-go-on = Gå vidare

own-password-title = Byt lösenord
own-password-lead = När du har bytt avslutas dina andra inloggningar.
own-password-present = Nuvarande lösenord
own-password-new = Nytt lösenord
own-password-help = Minst 12 tecken. Några ord som inte hör ihop är bättre än konstiga tecken.
own-password-again = Nytt lösenord igen
own-password-change = Byt lösenord
own-passwords-differ = De två nya lösenorden är olika. Skriv samma i båda fälten.
own-password-changed = Lösenordet är bytt, och dina andra inloggningar är avslutade.

own-factors-title = Tvåfaktor
own-factors-lead = En andra faktor skyddar ditt konto även om någon får tag i lösenordet.
own-factor-required = Din roll kräver en andra faktor. Lägg upp en kodapp eller en passernyckel här för att komma vidare.
own-app-title = Kodapp
own-app-lead = En app i telefonen visar en ny kod varje halvminut.
own-app-there = Du har en kodapp. Den frågas efter när du loggar in.
own-app-add = Lägg upp kodapp
own-app-remove = Ta bort kodappen
own-app-scan = Läs bilden med appen, eller skriv nyckeln för hand. Skriv sedan koden som appen visar.
own-app-picture = Bild som kodappen läser
own-app-key = Nyckel att skriva för hand:
own-app-code = Kod ur appen
own-app-confirm = Bekräfta
own-app-added = Kodappen är upplagd. Dina andra inloggningar är avslutade.
own-passkeys-title = Passernycklar
own-passkeys-lead = En passernyckel finns i datorn, telefonen eller en säkerhetsnyckel, och du visar den med finger, ansikte eller kod. Den räcker ensam för att logga in.
own-passkey-name = Passernyckelns namn
own-passkey-name-help = Till exempel vilken dator den finns i.
own-passkey-add = Lägg upp passernyckel
own-passkey-make-lead = Din webbläsare frågar var nyckeln ska sparas, och efter ditt finger, ansikte eller din kod.
own-passkey-make = Skapa passernyckeln
own-passkey-needs-script = Passernycklar behöver att webbläsaren kör skript. Använd en kodapp i stället.
own-passkey-added = Passernyckeln är upplagd. Dina andra inloggningar är avslutade.
own-passkey-remove-named = Ta bort passernyckeln { $name }
own-codes-title = Reservkoder
own-codes-left = { $count ->
    [0] Du har inga reservkoder kvar. Skapa nya.
    [one] Du har en reservkod kvar.
   *[other] Du har { $count } reservkoder kvar.
 }
own-codes-make = Skapa nya reservkoder
own-codes-made = Nya reservkoder är skapade, och de gamla gäller inte längre.
own-codes-lead = Skriv ut eller skriv av koderna nu: de visas bara en gång. Var och en gäller en gång, när du inte har din andra faktor.

own-sessions-title = Mina inloggningar
own-sessions-lead = Här är du inloggad just nu. Avsluta det du inte känner igen, och byt sedan lösenord.
own-act = Åtgärd
own-session-agent = Webbläsare
own-session-address = Adress
own-session-started = Inloggad
own-session-this = Den här
own-session-end = Avsluta
own-session-end-named = Avsluta inloggningen från { $address }
own-sessions-end-others = Avsluta alla andra

own-tokens-title = Programnycklar
own-tokens-lead = Med en programnyckel arbetar ett program åt dig genom API:et, med de behörigheter du väljer och inga andra.
own-token-once = Kopiera nyckeln nu: den visas bara en gång.
own-token-made = Programnyckeln är skapad.
own-token-new = Ny programnyckel
own-token-name = Vad den är till för
own-token-name-help = Till exempel vilket program som har den.
own-token-days = Gäller antal dagar
own-token-days-help = Högst { $max }.
own-token-permissions = Behörigheter
own-token-places = Företag
own-token-create = Skapa programnyckel
own-token-expires = Gäller till
own-token-revoke = Återkalla
own-token-revoke-named = Återkalla programnyckeln { $name }
own-token-ended = Gäller inte

# En annans inloggning, för den som sköter användare

user-sign-in-title = Inloggning för { $login }
user-sign-in-lead = Var användaren är inloggad, och vad du kan göra om en telefon eller dator är borta.
user-sessions = Inloggningar
user-sessions-none = Användaren är inte inloggad någonstans.
user-sessions-end = Avsluta alla inloggningar
user-factors = Andra faktorn
user-factors-lead = Är både telefonen och reservkoderna borta tar du bort dem här. Användaren lägger upp en ny faktor vid nästa inloggning, om rollen kräver det. Försäkra dig först om vem det är som ber dig.
user-factors-reset = Ta bort kodapp, passernycklar och reservkoder
user-tokens-none = Användaren har inga programnycklar.

# Personuppgifter

personal-title = Personuppgifter
personal-lead = Vad som finns om personer och var, vem som har skydd, och registerutdrag.
personal-protected = Skydd som gäller
personal-nobody = Inget skydd är satt.
personal-kind = Skydd
personal-dimension = Koddel
personal-who = Användarnamn eller värde
personal-reason = Skäl
personal-set = Satt
personal-by = Av
personal-lift = Häv
personal-why-lift = Varför skyddet hävs
personal-protect = Sätt skydd
personal-protect-new = Nytt skydd
personal-extract = Registerutdrag
personal-extract-lead = Allt som finns om en person, i alla tabeller och dokument. Utdraget lämnar en rad i behandlingshistoriken.
personal-person = Användarnamn, personnummer eller namn
personal-take-out = Ta ut
personal-extract-review = Poster som är märkta kan ha uppgifter om andra. Granska dem innan utdraget lämnas ut.
personal-named-in = Pekar ut i
personal-values = Uppgifter
personal-review = Granskning
personal-to-review = Granskas
personal-nothing-held = Ingenting finns om personen.
personal-register = Register över personuppgifter
personal-table = Tabell
personal-columns = Kolumner
personal-class = Slag
personal-purpose = Ändamål
personal-ground = Rättslig grund
personal-retention = Hur länge

## Inloggning hos myndighetens egen identitetsutgivare

sign-in-with = Logga in med { $provider }
federation-landed = Du är inloggad
federation-go-on = Fortsätt
federation-proven-again = Du har visat vem du är. Stäng den här fliken, gå tillbaka till den där du var och välj Bekräfta och fortsätt.
prove-again-lead = Har du inget lösenord här visar du vem du är hos inloggningstjänsten, i en egen flik. Kom sedan tillbaka hit och fortsätt med fälten tomma.
prove-again-with = Visa vem du är hos { $provider } (öppnas i ny flik)
federation-refused = Inloggningen gick inte
federation-again = Till inloggningen

refusal-federation-not-built = Det här programmet är byggt utan inloggning genom andras tjänster. Logga in med lösenord, eller be driften lägga in en utgåva som har den.
refusal-federation-provider-unknown = Den inloggningstjänsten finns inte här, eller gäller inte i dag. Logga in på annat sätt eller fråga systemförvaltaren.
refusal-federation-throttled = Inloggningen har börjats eller nekats för många gånger härifrån. Vänta { $seconds ->
    [one] en sekund
   *[other] { GROUPED($seconds) } sekunder
 } och börja sedan om.
refusal-federation-busy = Många loggar in genom tjänsten just nu. Försök igen om en stund.
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
refusal-provider-logins-missing = Det står inte vilka användarnamn tjänsten går i god för. Skriv hur de slutar, från och med @, till exempel @myndighet.se.
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

# Roller, användare, ersättare och licenser

identity-decision = Beslut
identity-takes-two = Det här tar två personer: någon annan beslutar om förslaget.
identity-decision-help = Beteckning på beslutet, till exempel diarienumret, eller vem som beslutade.
identity-decided-on = Beslutat
identity-day-unreadable = Dagen går inte att läsa. Skriv den som 2026-03-31.
identity-day-missing = Dagen saknas. Skriv den som 2026-03-31.
identity-number-unreadable = Antalet går inte att läsa. Skriv det med siffror, eller lämna tomt för hela organisationen.

users-title = Användare
users-lead = Vilka som får logga in, vilka roller de har och vilken användarklass rollerna kräver.
users-add = Lägg upp användare
users-name = Namn
users-login = Användarnamn
users-first-password = Första lösenordet
users-class = Användarklass
users-licence = Licens
users-roles = Roller
users-role = Roll
users-entity = Företag
users-entities = Företag
users-last-used = Senast använd
users-never = Aldrig
users-state = Läge
users-active = Aktiv
users-inactive = Avstängd
users-integration = Integration
users-integrations = Integrationer
users-search = Sök
users-search-help = Namn, användarnamn eller roll.
users-any = Alla
users-span = Omfattning
users-here = Bara här
users-everywhere = Alla företag där du sköter användare
users-none = Inga användare stämmer med urvalet. Ändra det, eller lägg upp en användare.
users-rows = Rader
users-from = Från
users-to = Till
users-all-rows = Alla rader
users-own = Bara egna: { $dimension }
users-below = { $node } och allt under ({ $dimension })
users-held = Roller här
users-holds-none = Användaren har ingen roll här.
users-take = Ta bort
users-taken = Borttagen
users-give = Ge roll
users-give-tree = Enhet i hierarki
users-tree-none = Ingen
users-give-node = Nod
users-give-node-help = Noden i hierarkin. Allt som ligger under den ingår.
users-give-own = Bara projekt där användaren står som ansvarig
users-give-conditions = Fler villkor
users-give-conditions-help = Till exempel ORG=12* KONTO=4*,5*. Alla villkor ska vara uppfyllda. Lämna tomt för alla rader.
users-give-where = Var
users-give-here = Bara här
users-give-group = Alla i { $name }
users-give-all = Alla företag där du sköter användare
users-permissions = Behörigheter här i dag
users-by-role = Genom rollen
users-may-nothing = Användaren får ingenting göra här i dag.
users-activate = Låt användaren logga in
users-deactivate = Stäng av användaren
users-make-integration = Gör till integration
users-make-person = Gör till person

roles-title = Roller
roles-lead = Vad varje roll får göra. En roll ges till en användare vid ett företag, för alla rader eller för några.
roles-new = Ny roll
roles-name = Namn
roles-name-en = Namn på engelska
roles-code = Kod
roles-code-help = Små bokstäver, siffror och understreck. Den ändras aldrig.
roles-description = Beskrivning
roles-class = Användarklass
roles-permission = Behörighet
roles-permissions = Behörigheter
roles-report = Rapport
roles-reports = Rapporter
roles-reports-every = Alla
roles-reports-limit = Bara vissa rapporter
roles-reports-help = Utan val tar rollen ut alla rapporter. Med val bara de valda.
roles-tick = Val
roles-second-factor = Andra faktor
roles-second-factor-required = Krävs
roles-second-factor-free = Krävs inte
roles-second-factor-require = Rollen kräver andra faktor
roles-second-factor-help = Den som har rollen och loggar in med enbart lösenord får lägga upp en andra faktor innan något annat går att nå. Det gäller genast.
roles-second-factor-warning = Rollen styr användare, roller, personuppgifter eller systemet, men nås med enbart lösenord. Låt den kräva andra faktor.
roles-save = Spara rollen
roles-editor-lead = Den som har rollen arbetar med den ändrade rollen från nästa steg.

permissions-lead = Allt som kan ges genom en roll, vilken användarklass det kräver och vilka roller som ger det.

role-file-title = Läs in roller ur fil
role-file-lead = Nya roller läggs upp och ändrade roller ändras, alla eller ingen. Roller som inte står i filen blir som de är.
role-file-file = Fil
role-file-help = Filen från rollistan, eller ett kalkylblad med kolumnerna role, name och permissions, och vid behov name_en, description, reports och second_factor. En tom second_factor lämnar kravet som det är; annat som är tomt eller saknas blir tomt, och tomma reports betyder alla rapporter.
role-file-take = Läs in
role-file-mistakes = Det här ska rättas i filen
role-file-line = Rad
role-file-column = Kolumn
role-file-mistake = Fel
refusal-role-file-too-many = Filen har fler än { $max } roller. Dela den i flera filer.
refusal-role-file-column-unknown = Kolumnen { $column } finns inte bland { $columns }. Rätta rubriken eller ta bort kolumnen.
refusal-role-file-role-repeated = Rollen { $role } står på fler än en rad. Behåll en av dem.
refusal-role-file-second-factor-unreadable = Andra faktorn är varken ja eller nej. Skriv true eller false, eller lämna tomt för att låta den vara.

substitutes-title = Ersättare
substitutes-lead = Vem som får arbeta för vem, och när. Ersättaren får den andres roller men aldrig det som styr användare, roller eller systemet. Båda namnen står på det som görs.
substitutes-appoint = Utse ersättare
substitutes-who = Ersättare
substitutes-whom = För
substitutes-roles = Roller
substitutes-roles-help = Rollernas koder med mellanslag emellan. Lämna tomt för alla den andres roller.
substitutes-every-role = Alla
substitutes-end = Avsluta
substitutes-ended = Avslutad
substitutes-now = Nu
substitutes-none = Ingen är utsedd till ersättare här.

act-for-title = Arbeta som ersättare
act-for-lead = Medan du arbetar för någon har du den personens roller i stället för dina egna, och båda namnen står på det du gör.
act-for-begin = Arbeta för
act-for-self = Arbeta som mig själv
act-for-none = Du är inte ersättare för någon i dag.
act-for-refused = Du är inte ersättare för den personen i dag. Be den som sköter användare att utse dig.

licences-title = Licenser
licences-lead = Hur många som får ha varje användarklass, och vilka personer som har den. Den som arbetar för flera företag räknas en gång.
licences-here = Klasser mot antal här
licences-everywhere = Klasser mot antal i allt där du sköter användare
licences-summary = Klasser mot antal
licences-needed = Behövs
licences-held = Tilldelade
licences-number = Antal
licences-unlimited = Utan gräns
licences-unlimited-lead = Inget antal är inlagt, så rollerna ensamma avgör vad var och en får göra.
licences-organisation = Hela organisationen
licences-keep = Lägg in antal
licences-number-help = Lämna tomt för en licens på hela organisationen.
licences-assign = Tilldela licens
licences-holdings = Tilldelade licenser
licences-none = Ingen person har en licens.
licences-move = Flytta
licences-move-to = Flytta till
licences-nobody = Ingen: avsluta
licences-numbers = Antal över tid
