# Kommandoraden.

cli-warning = Varning:
cli-fault = Fel i driften: { $what }. Inget har bokförts av kommandot. Försök igen; hjälper det inte, kontakta den som sköter driften.
cli-outcome-unknown = Fel i driften: { $what }. Det är inte känt om kommandot blev utfört. Ge samma kommando igen, med samma fil eller samma nyckel: inget görs två gånger.
cli-answer-lost = Kommandot är utfört, men svaret kunde inte skrivas: { $what }. Ge samma kommando igen för att se svaret; inget görs två gånger med samma fil eller samma nyckel.
cli-durability-one-disk = Obs: det som besvaras ligger på en enda servers disk. Med en synkron reservserver och durability=standby i adressen ligger det på två.
cli-durability-test = Varning: databasen är öppnad med durability=test. Det som besvaras kan gå förlorat vid strömavbrott. För aldrig bokföring så.
cli-serve-ended = Fel i driften: { $what }. Programmet avslutas, så att inget besvaras som kan gå förlorat. Starta det igen.
cli-entity-made = Redovisningsföretaget { $code } { $name } är upplagt.
cli-posted = { $number }
cli-dry-run = Kontrollerad: { $count ->
    [one] { $count } verifikation
   *[other] { $count } verifikationer
} kan bokföras. Inget har ändrats.
cli-file-known = Filen är redan bokförd. Inget har ändrats.
cli-backed-up = Säkerhetskopian är skriven och kontrollerad: { $file }
cli-restored = Databasen är återställd till { $file }

refusal-entity-unknown = Det finns inget redovisningsföretag med koden { $code }. Kontrollera koden, eller lägg upp det med kameral init.
refusal-group-unknown = Det finns ingen koncern med koden { $code }. Kontrollera koden, eller se dem med kameral group list.

cli-year = År
cli-period = Period
cli-module = Modul
cli-state = Läge
cli-value = Värde
cli-name = Benämning
cli-valid-from = Gäller från
cli-valid-to = Gäller till
cli-successor = Efterföljare
cli-number = Nummer
cli-journal-seq = Löpnr
cli-date = Datum
cli-text = Text
cli-turnover = Omslutning
cli-correction = Rättelse
cli-registered-by = Registrerad av
cli-what = Vad
cli-line = Rad
cli-account = Konto
cli-coding = Kontering
cli-amount = Belopp
cli-quantity = Kvantitet
cli-unit = Enhet

cli-serving = Kameral svarar på { $address }
cli-public-without-tls = En publik adress kräver kryptering: sätt en proxy med TLS framför och ange --behind-tls.
cli-hsts-without-tls = --hsts kräver att besökarna når tjänsten över TLS: ange också --behind-tls.
nav-books = Bokföring
nav-vouchers = Verifikationer
nav-new-voucher = Ny verifikation
nav-drafts = Utkast
nav-templates = Mallar
nav-open-items = Öppna poster
nav-reports = Rapporter
nav-trial-balance = Råbalans
nav-general-ledger = Huvudbok
nav-journal = Grundbok
nav-specification = Kontospecifikation
nav-income-statement = Resultaträkning
nav-balance-sheet = Balansräkning
nav-all-reports = Alla rapporter
nav-feeders = Försystem
nav-parties = Motparter
nav-exchange = Statsredovisning
nav-hermes = Hermes
nav-tdb = TDB
nav-outbox = Utkorg
nav-allocation = Fördelning
nav-allocation-run = Fördelningskörning
nav-calculation-differences = Kalkyldifferenser
nav-allocation-keys = Fördelningsnycklar
nav-standard-prices = Standardpriser
nav-registers = Register
nav-closing-group = Bokslut
nav-closing = Bokslut
nav-transfers = Omföringar
nav-chart = Kontoplan
nav-dimensions = Koddelar
nav-projects = Projekt
nav-posting-rules = Automatkontering
nav-periods = Perioder
nav-history = Behandlingshistorik
nav-records = Arkiv och gallring
nav-archive = Arkiv
nav-disposal = Gallring
nav-holds = Gallringsstopp

nav-administration = Behörigheter
nav-proposals = Förslag att besluta
nav-conflicts = Konflikter
nav-duty-rules = Regler för åtskillnad
nav-exceptions = Undantag
nav-explain = Varför får jag?
nav-state-budget = Statens budget
nav-appropriations = Anslag
nav-commitments = Bemyndiganden
nav-appropriation-report = Anslagsredovisning
nav-revenue-titles = Inkomsttitlar
nav-commitment-report = Bemyndiganderapport

refusal-target-exists = Filen { $file } finns redan. Flytta den eller välj ett annat namn; inget skrivs över.
refusal-not-sqlite = Databasen är PostgreSQL. Kopiera den med pg_basebackup eller pg_dump, och kontrollera med kameral check.

cli-voucher = I filen
cli-sie-imported = Inläst: { $vouchers } verifikationer, { $changes } registerändringar.
cli-sie-dry-run = Kontrollerad: { $vouchers } verifikationer och { $changes } registerändringar kan läsas in. Inget har ändrats.
cli-sie-opening-difference = Filens ingående balanser summerar till { $difference }. Lika mycket med omvänt tecken står på konto { $account }; oftast är det föregående års resultat som inte är omfört.
cli-sie-renumbered = Nummer förekommer två gånger i serie { $series }: verifikationerna har numrerats om, och filens nummer står som källa.
cli-sie-nothing-to-compare = Filen anger inga utgående saldon att jämföra med.
cli-sie-reconciles = Huvudbokens utgående saldon är lika med filens på alla { $count } konton.
cli-sie-differs = Konto { $account }: filen anger { $stated }, huvudboken { $ledger }.
cli-sie-unstated = Konton med saldo som filen inte anger: { $accounts }
cli-sie-exported = { $vouchers } verifikationer skrivna till { $file }

cli-check-clean = { $code }: allt stämmer. { $vouchers } verifikationer, { $lines } rader. Spara utanför databasen: { $head }
cli-check-differs = { $code }: skillnader finns, se ovan. { $vouchers } verifikationer, { $lines } rader. Sista: { $head }

cli-chart-change = Ändring
cli-chart-field = Fält
cli-chart-old = Nu
cli-chart-new = Blir
cli-chart-added = nytt
cli-chart-changed = ändrat
cli-chart-missing = saknas i filen
cli-chart-closes = stängs
cli-chart-kind = Kontoslag
cli-chart-posting = Bokföring
cli-chart-s-code = S-kod
cli-chart-compared = Nya konton: { $added }. Ändrade: { $changed }. Saknas i filen: { $missing }. Lika: { $unchanged }. Inget har ändrats; ge --apply för att läsa in.
cli-chart-applied = Nya konton: { $added }. Ändrade: { $changed }. Saknas i filen: { $missing }. Lika: { $unchanged }. Kontoplanen är inläst.
cli-charge-nothing = { $period }: inget återstår att bokföra.
cli-charge-posted = { $period }: { $number } bokförd.
cli-yes = ja
cli-no = nej
nav-charge = Periodens automatkontering
nav-users = Användare
nav-providers = Inloggningstjänster
nav-roles = Roller
nav-permissions = Behörigheter
nav-substitutes = Ersättare
nav-licences = Licenser
nav-own = Mitt
nav-act-for = Arbeta som ersättare
cli-chart-ignored = Kolumner som inte läses: { $columns }

cli-user-added = Användaren { $login } { $name } är upplagd.
cli-user-granted = { $login } har rollen { $role }, nummer { $number }.
cli-user-login = Användarnamn
cli-user-active = Aktiv
cli-token-made = Programnyckel { $number }: { $token }
cli-token-permissions = Behörigheter
cli-token-expires = Gäller till
cli-token-used = Senast använd
cli-token-lives = Gäller
cli-user-entity = Företag
cli-user-role = Roll
cli-user-where = Omfattning
cli-user-class = Klass
cli-user-licence = Licens
cli-user-last-used = Senast använd
cli-user-decision = Beslut
cli-user-permissions = Behörigheter
cli-user-permission = Behörighet
cli-user-roles = Roller
cli-user-reports = Rapporter
cli-user-second-factor = Andra faktor
cli-user-roles-imported = { $added } nya roller, { $changed } ändrade, { $unchanged } som de var.
cli-user-password-seen = Lösenordet skulle synas på skärmen. Skicka det från ett annat program eller en fil till standard in, eller ange --password-file.
cli-user-password-not-utf8 = Lösenordet är inte skrivet i UTF-8. Spara det som UTF-8.

cli-demo-making = Demomyndigheten läggs upp.
cli-demo-made = { $code } { $name }: { $count } verifikationer
cli-group = Grupp
cli-version = Version
cli-entity = Företag
cli-changed-by = Ändrad av

cli-outbox-new = { $kind } { $number }: { $name }, { $records } rader. SHA-256 { $sha256 }
cli-outbox-same = Samma som { $kind } { $number }: { $name }, { $records } rader. Ingen ny fil är gjord. SHA-256 { $sha256 }
cli-outbox-whole = { $count } filer är lästa på nytt och stämmer.
cli-outbox-kind = Filslag
cli-outbox-file-name = Filnamn
cli-outbox-bytes = Byte
cli-outbox-made-at = Gjord
cli-outbox-made-by = Gjord av
cli-outbox-sha256 = SHA-256
cli-outbox-expected = Väntat
cli-outbox-setting = Inställning
cli-hermes-kind = Posttyp
cli-hermes-financing = Finansiär
cli-hermes-counterparty-kind = Motpartstyp
cli-hermes-counterparty = Motpart
cli-hermes-form = Finansieringsform
cli-hermes-appropriation = Anslag
cli-hermes-before = Före
cli-hermes-after = Nu
cli-hermes-change = Ändring
cli-hermes-explained = { $account }: { $amount }. Rapport: general-ledger --period { $period } --where { $filters }
cli-hermes-dissolved = Upplöst från internkonton: { $amount }
cli-hermes-carried = Överfört från tidigare år: { $amount }
cli-tdb-count = Antal
cli-tdb-left-out = Utelämnad: { $voucher }, konto { $account }, { $amount }
cli-tdb-sent = Lämnad som
cli-tdb-lines = Rader
cli-tdb-supplier = Leverantör

cli-allocation-key = Nyckel
cli-allocation-state = Läge
cli-allocation-pool = Att fördela
cli-allocation-charged = Fördelat
cli-allocation-left = Kvar
cli-allocation-coding = Kontering
cli-allocation-quantity = Antal
cli-allocation-unit = Enhet
cli-allocation-reversal = Vändning
cli-allocation-voucher = Verifikation
cli-allocation-nothing = Inget skiljer sig från det som är bokfört.
cli-allocation-dimension = Koddel
cli-allocation-resource = Resurs
cli-allocation-from = Från
cli-allocation-price = Pris
cli-allocation-real = Verklig kostnad
cli-allocation-carried-in = Från förra året
cli-allocation-spread = Fördelat tillbaka
cli-allocation-carried-out = Till nästa år
cli-allocation-over = Differens
cli-allocation-parting = Sätt

# Försystem
cli-feeder = Försystem
cli-feeder-form = Filform
cli-feeder-faulty = Vid fel
cli-feeder-state = Läge
cli-feeder-receipt = Kvitto
cli-feeder-reference = Referens
cli-feeder-rows = Rader
cli-feeder-posted = Bokförda
cli-feeder-left-out = Utelämnade
cli-feeder-taken-at = Inläst
cli-feeder-taken-by = Inläst av
cli-feeder-values = Koddelar
cli-feeder-taken = Kvitto { $receipt }: { $file }, { $rows } rader, { $posted } bokförda verifikationer, { $left } utelämnade.
cli-feeder-dry-run = Prov: { $file }, { $rows } rader, { $posted } verifikationer skulle bokföras, { $left } utelämnas. Inget har ändrats.
cli-feeder-left = Utelämnad: rad { $line }, { $column }, verifikation { $voucher }: { $what } [{ $name }]

# Arkiv och gallring
cli-handover-exported = { $code } är utskrivet till { $folder }: { $files } filer, { $records } poster. Journalens slut: { $head }
cli-handover-imported = { $code } är inläst från { $folder }: { $files } filer, { $records } poster. Journalens slut: { $head }
cli-archive-made = Arkivpaketet för { $code } är gjort i { $folder }: { $files } filer, { $records } poster. Sista verifikationen: { $head }
cli-archive-whole = Paketet är helt: { $files } filer, { $vouchers } verifikationer och { $lines } rader räknade på nytt. Manifestets SHA-256: { $sha256 }
cli-archive-differs = Paketet stämmer inte: { $damages } fel i { $files } filer, { $vouchers } verifikationer och { $lines } rader räknade på nytt. Manifestets SHA-256: { $sha256 }
cli-archive-without-texts = Gallringsbeslut { $decision }: texterna i { $vouchers } verifikationer är gallrade. Belopp, konton, datum och nummer är räknade på nytt mot gallringsstenarna.
cli-archive-protected = Paketet har { $count } skyddade identiteter och sekretessmarkeringar. Läs tables/protection.csv och tables/secrecy_mark.csv innan något lämnas ut.
cli-archive-as-of = Per
cli-archive-files = Filer
cli-archive-folder = Mapp
cli-archive-verified = Kontrollerat
cli-disposal-ran = Gallrat: { $disposed } handlingar, { $bytes } byte. Kvar på grund av stopp: { $held }.
cli-disposal-record = Handlingstyp
cli-disposal-reference = Beteckning
cli-disposal-decided-on = Beslutsdag
cli-disposal-through = Till och med år
cli-disposal-earliest = Tidigast
cli-disposal-proposed-by = Föreslaget av
cli-disposal-verdict = Beslut
cli-disposal-decided-by = Beslutat av
cli-disposal-at = När
cli-disposal-by = Av
cli-disposal-subject = Vad
cli-disposal-about = Hörde till
cli-disposal-decision = Beslut nr
cli-disposal-voucher = Verifikation
cli-disposal-reason = Skäl
cli-disposal-released = Hävt

# Ankare och behandlingshistorik.
cli-anchor-made = Ankare { $number } är gjort, för { $entities } kedjor. Hash: { $hash }
cli-anchor-exported = { $count ->
    [one] { $count } ankare skrevs till mappen.
   *[other] { $count } ankare skrevs till mappen.
}
cli-anchor-accepted = Förlusten enligt ankare { $number } är godtagen av { $persons ->
    [one] en person; det krävs två.
   *[other] { $persons } personer.
}
cli-anchor-folder-missing = Ange mappen med ankare: --anchors MAPP
cli-history-exported = { $count ->
    [one] { $count } rad skrevs.
   *[other] { $count } rader skrevs.
}
cli-history-holds = { $file }: historiken för { $code } är oförändrad, rad { $from } till { $to }. Ankare intygar den till och med rad { $anchored }.
cli-history-unanchored = { $file }: historiken för { $code } hänger ihop, rad { $from } till { $to }, men inget ankare intygar någon av raderna.
cli-history-differs = { $file }: historiken för { $code } stämmer INTE, rad { $from } till { $to }.
cli-history-unreadable = rad { $line } i filen är inte som en export skriver den.
cli-history-gap = rad { $expected } skulle ha följt, här står { $found }. Rader har tagits bort eller lagts till.
cli-history-seal = rad { $seq } har ändrats: sigillet är { $found }, innehållet ger { $expected }.
cli-history-cut = filen är avklippt, eller slutar på en annan rad än den säger.
cli-history-anchor = rad { $seq } är en annan än den som ankare { $number } känner: hash { $found }, ankaret har { $expected }.
refusal-anchor-key-missing = Installationen har ingen nyckel att skriva under ankare med. Ange en nyckelfil för databasen och försök igen.
refusal-anchor-file-malformed = { $file } är inget ankare, eller är skadad vid rad { $line }. Hämta en oskadad kopia från den som förvarar ankaren.
refusal-anchor-signature-wrong = Underskriften i { $file } stämmer inte. Filen har ändrats. Hämta en oskadad kopia från den som förvarar ankaren.
refusal-anchor-key-other = { $file } är underskriven med en annan nyckel: { $key }. Kontrollera att mappen hör till den här installationen.
refusal-anchor-folder-broken = Ankare { $number } följer inte på det före. Ankare saknas i mappen eller har bytts ut. Hämta dem från den som förvarar dem.
refusal-anchor-folder-empty = Mappen { $folder } har inga ankare. Kontrollera mappen.
refusal-anchor-database-behind = Databasen är äldre eller en annan än den som ankare { $number } känner: { $count } skillnader. Inga nummer ges. Återställ en nyare kopia. Går det inte ska två personer var för sig godta förlusten med kameral anchor accept { $number } --reason SKÄL.
refusal-anchor-reason-missing = Skäl saknas. Skriv vad som gått förlorat och hur det rättas till.
refusal-anchor-number-unknown = Mappen har inget ankare med numret { $number }. Kontrollera numret.

# Personuppgifter på kommandoraden

cli-personal-table = Tabell
cli-personal-column = Kolumn
cli-personal-class = Slag
cli-personal-purpose = Ändamål
cli-personal-ground = Rättslig grund
cli-personal-retention = Hur länge
cli-personal-number = Nr
cli-personal-kind = Skydd
cli-personal-dimension = Koddel
cli-personal-subject = Vem
cli-personal-reason = Skäl
cli-personal-set-at = Satt
cli-personal-set-by = Av
cli-personal-extract = { $rows } poster och { $documents } dokument har uppgifter om personen. { $review } av dem ska granskas före utlämnande, för de kan ha uppgifter om andra.
cli-personal-extract-read = utdrag.json har allt, en post per rad i databasen. utdrag.csv har samma uppgifter för kalkylprogram. Poster och dokument som ska granskas är märkta.
endpoint-database = Databasen som installationen har valt
cli-endpoints-none = Inga. Programmet talar inte med någon utanför installationen.
cli-endpoint-host = Adress
cli-endpoint-purpose = Ändamål
cli-endpoint-country = Land
nav-persons = Personuppgifter
nav-personal = Personuppgifter
nav-secrecy = Sekretess

# Identitetsutgivare och användarkataloger

cli-provider-kept = { $name } är sparad, version { $version }.
cli-provider-answers = { $name } svarar, och inställningarna går att använda.
cli-provider-code = Kod
cli-provider-kind = Slag
cli-provider-issuer = Utgivare
cli-provider-logins = Användarnamn
cli-provider-version = Version
cli-directory-change = Ändring
cli-directory-added = läggs upp
cli-directory-tied = blir katalogens
cli-directory-opened = öppnas
cli-directory-closed = stängs
cli-directory-given = får roll
cli-directory-taken = mister roll
cli-directory-would = { $count ->
    [one] En ändring skulle göras. Inget har ändrats.
   *[other] { GROUPED($count) } ändringar skulle göras. Inget har ändrats.
 }
cli-directory-done = { $count ->
    [one] En ändring är gjord.
   *[other] { GROUPED($count) } ändringar är gjorda.
 }

# Motpartsregistret.

cli-party = Motpart
cli-party-roles = Roller
cli-party-kind = Slag
cli-party-org-number = Organisationsnummer
cli-party-counterparty = Motpartskod
cli-party-state = Status
cli-party-added = Nya
cli-party-changed = Ändrade
cli-party-unchanged = Oförändrade
cli-party-field = Fält
cli-party-value = Värde
cli-party-change = Ändring
cli-party-from = Gäller från
cli-party-what = Vad
cli-party-by = Av
cli-party-line = Rad
cli-party-done = Gjort
cli-party-changes = Ändringar
