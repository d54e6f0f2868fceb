# Filer till statsredovisningen: varför en fil inte görs, och vad man gör åt det.

refusal-exchange-rows-limited = Filen omfattar alla rader, men din roll visar bara en del av dem. Be en kollega med hela myndigheten i sin roll.
refusal-exchange-not-an-agency = Filen lämnas bara av statliga myndigheter, och det här redovisningsföretaget är ingen. Välj en myndighet.
refusal-exchange-period-unknown = Perioden { $period } ligger inte i något räkenskapsår, eller är en ingående balans. Välj en månad i ett upplagt år.
refusal-exchange-not-a-quarter = Perioden { $period } avslutar inget kvartal. Den realekonomiska fördelningen lämnas för mars, juni, september och december.
refusal-exchange-not-month-or-quarter = Perioderna { $from } till { $to } är varken en månad eller ett kvartal. Välj en månad 01 till 12, eller ett kvartals tre månader.
refusal-exchange-period-open = Perioden { $period } är öppen, så filens belopp kan ändras. Spärra eller stäng perioden i alla moduler.
refusal-exchange-letter-malformed = Bokstaven { $value } kan inte stå i periodkoden. Skriv en liten bokstav, till exempel a.
refusal-exchange-agency-number-malformed = Löpnumret { $value } är inte fyra siffror. Ange myndighetens löpnummer i inställningarna.
refusal-exchange-dimension-unknown = Det finns ingen direkt koddel { $dimension }. Rätta inställningen eller lägg upp koddelen.
refusal-exchange-relation-unknown = Det finns ingen relation { $relation }. Rätta inställningen eller lägg upp relationen.
refusal-exchange-setting-unknown = Inställningen { $value } finns inte. Tillåtna är { $allowed }.
refusal-exchange-selection-malformed = Kontovalet { $value } går inte att läsa. Skriv ett konto, 4*, 4011-4999, eller flera med komma emellan.
refusal-exchange-settings-backward = Inställningar gäller redan från en senare dag än { $valid_from }. Välj den dagen eller en senare.
refusal-exchange-name = Filnamnet kan inte göras. { $what }
refusal-exchange-s-code-missing = Konto { $account } { $name } med { $amount } har ingen S-kod. Ange S-koden i kontoplanen.
refusal-exchange-financier-missing = Konto { $account } { $name } har { $amount } utan finansiär. Kontera om till den finansiär som betalar.
refusal-exchange-result-account-missing = Konto { $account } { $name } har { $amount } utan resultatkonto. Ange det i relationen, eller välj modell 2 i inställningarna.
refusal-exchange-counterparty-missing = Konto { $account } { $name } har { $amount } utan motpart. Kontera om till motparten i staten.
refusal-exchange-counterparty-kind-unknown = Motparten { $counterparty } på konto { $account } med { $amount } har inget slag. Ange om den är inomstatlig, inom bokslutskoncernen eller utomstatlig.
refusal-exchange-counterparty-outside = Motparten { $counterparty } står utanför staten, men konto { $account } med { $amount } är inomstatligt. Kontera om, eller rätta motpartens slag.
refusal-exchange-account-unknown = Konto { $account } med { $amount } finns inte i kontoplanen. Lägg upp kontot.
refusal-exchange-internal-unbalanced = Internkontona summerar till { $amount } i stället för noll, så filen skulle inte balansera. Rätta de interna händelserna.
refusal-exchange-internal-not-dissolved = Internkontona flyttar { $amount } för finansiären { $financier } och kan inte lösas upp på S-koder: utfall att följa, eller finansiär, saknas. Rätta de interna händelserna.
refusal-exchange-conversion-missing = Finansieringskoden { $financier } är inte knuten till något anslag. Lägg till den i relationen { $relation }.
refusal-exchange-charge-incomplete = Anslagsavräkningen för { $period } är inte fullständig på { $what }: { $required } ska vara avräknat, { $posted } är det. Gör periodens avräkning.
refusal-exchange-charge-unknown = Vad som ska avräknas för { $period } kan inte räknas fram. { $what }
refusal-exchange-books-differ = Integritetskontrollen fann { $count } fel i bokföringen, först: { $first } Reda ut dem innan filen görs.
refusal-exchange-supplier-unidentified = Verifikation { $voucher }, konto { $account }, { $amount }: leverantören saknar organisationsnummer, plusgiro och bankgiro. Ange motpart med minst ett av dem.
refusal-exchange-supplier-number-wrong = Leverantören { $supplier } har ett nummer som inte stämmer. { $what }
refusal-exchange-supplier-number-form = Leverantören { $supplier } har ett nummer som inte är skrivet som text. Skriv det inom citationstecken.
refusal-exchange-unwritable = Filens rad { $record }: { $what }
refusal-exchange-unreadable = Listans rad { $line }: { $what }
refusal-exchange-file-unknown = Utkorgen har ingen fil { $kind } med nummer { $number }. Välj ett nummer ur listan.
refusal-exchange-record-unknown = Filen har ingen rad { $record }. Den har { $records } rader.
refusal-exchange-sum-too-large = Summan för { $account } är större än ett belopp kan vara. Kontrollera beloppen.

## Sidor: gemensamt

exchange-missing = Det som saknas
exchange-missing-what = Vad som saknas, och vad man gör åt det
exchange-missing-count = Filen kan inte göras. Det som saknas: { $count }
exchange-more = Ytterligare { $count } rader visas inte här.
exchange-period-unreadable = Perioden går inte att läsa. Skriv en period, 202603, eller från och till: 202601..202603.
exchange-last-month = Förra månaden
exchange-authority = Mottagare
exchange-records = Antal rader
exchange-make = Gör filen
exchange-settings = Inställningar
exchange-settings-lead = En ändring gäller från en dag och framåt. Filer som redan är gjorda ändras inte.
exchange-settings-name = Inställning
exchange-settings-value = Värde
exchange-settings-from = Gäller från
exchange-settings-change = Spara inställningarna
exchange-settings-changed = Ändrad
exchange-settings-version = Inställningarnas version
exchange-settings-versions = Versioner
exchange-settings-standard = Standardkonfigurationen
exchange-settings-unreadable = Inställningarna går inte att läsa. Ange en dag och välj bland de värden som finns.

## Inställningar

exchange-setting-authority = Mottagande myndighet
exchange-setting-agency-number = Löpnummer (tomt: företagets kod)
exchange-setting-sub-agency = Delmyndighet
exchange-setting-codes = Konto eller S-kod
exchange-setting-model = Modell för avräkningskonton
exchange-setting-result-account-relation = Relation till resultatkonto (modell 1)
exchange-setting-financier-on-result-rows = Finansiär på intäkter och kostnader
exchange-setting-line-end = Radslut
exchange-setting-charset = Teckentabell
exchange-setting-name-template = Mönster för filnamn
exchange-setting-period-letter = Periodkodens bokstav
exchange-setting-zero-rows = Rader med noll
exchange-setting-financier-dimension = Koddel för finansiär
exchange-setting-counterparty-dimension = Koddel för motpart
exchange-setting-counterparty-relation = Relation till motpartens slag
exchange-setting-settlement-roles = Kontoroller för avräkning
exchange-setting-accounts-without-counterparty = Inomstatliga konton utan motpart
exchange-setting-closing-roles = Kontoroller som stänger året
exchange-setting-appropriation-relation = Relation till anslag
exchange-setting-unit = ID-kod
exchange-setting-accounts = Konton som lämnas
exchange-choice-true = Ja
exchange-choice-false = Nej
exchange-choice-account = Konto
exchange-choice-s-code = S-kod
exchange-choice-result-account = Modell 1: resultatkonto
exchange-choice-financier = Modell 2: finansiär
exchange-choice-crlf = CR LF
exchange-choice-lf = LF
exchange-choice-iso-8859-1 = ISO 8859-1
exchange-choice-utf-8 = UTF-8

## Hermes

hermes-title = Hermes
hermes-settings-title = Inställningar för Hermes
hermes-lead = Saldon till statsredovisningen, till och med en period. Filen görs när inget saknas, och sparas i utkorgen.
hermes-kind = Fil
hermes-balances = Saldon
hermes-real-economic = Realekonomisk fördelning
hermes-letter = Bokstav
hermes-opening = Summa ingående balans
hermes-outturn = Summa utfall
hermes-internal = Internkonton som inte lämnas
hermes-records = Rader
hermes-empty = Perioden har inga saldon att lämna.
hermes-record = Rad
hermes-record-title = Rad { $record }
hermes-type = Posttyp
hermes-account = Konto
hermes-financing = Finansiär
hermes-financing-name = Benämning
hermes-financing-form = Finansieringsform
hermes-appropriation = Anslag
hermes-conversions = Omvandlingslista: finansieringskod till anslag
hermes-counterparty-type = Motpartstyp
hermes-counterparty = Motpart
hermes-amount = Belopp
hermes-agrees = Stämmer med verifikationerna
hermes-differs = Stämmer inte med verifikationerna
hermes-carried = Överfört från tidigare år
hermes-dissolved = Upplöst från internkonton
hermes-report = Visa i huvudboken
hermes-lines = Verifikationsrader
hermes-no-lines = Inga rader i år: saldot är överfört från tidigare år.
hermes-voucher = Verifikation
hermes-line = Rad
hermes-date = Datum
hermes-text = Text

## TDB

tdb-title = TDB
tdb-settings-title = Inställningar för TDB
tdb-lead = Inköp från leverantörer utanför staten, för en månad eller ett kvartal, till den statliga transaktionsdatabasen.
tdb-unidentified = Leverantör utan nummer
tdb-refuse = Stoppar filen
tdb-leave-out = Utelämnas och listas
tdb-totals = Kontrollsummor
tdb-count = Antal
tdb-none = Inga inköp att lämna.
tdb-left-out-title = Utelämnade inköp
tdb-left-out-count = { $count } inköp på tillsammans { $amount } lämnas inte: leverantören saknar organisationsnummer, plusgiro och bankgiro.
tdb-rejects = Avvisade transaktioner
tdb-rejects-lead = Läs in listan över avvisade transaktioner, så visas verifikation och leverantör för var och en. Inget sparas.
tdb-rejects-file = Lista
tdb-rejects-read = Läs listan
tdb-rejected = Avvisade
tdb-none-rejected = Listan är tom: inget är avvisat.
tdb-lines = Rader
tdb-supplier = Leverantör
tdb-supplier-name = Benämning
tdb-note = Anmärkning
tdb-voucher-unknown = Verifikationen finns inte
tdb-line-unknown = Ingen rad har kontot och beloppet

## Utkorg

outbox-title = Utkorg
outbox-lead = Filer som har gjorts för att lämnas. De numreras, sparas som de var och ändras aldrig.
outbox-files = Filer
outbox-none = Ingen fil är gjord än.
outbox-file = Fil
outbox-period = Period
outbox-name = Filnamn
outbox-bytes = Byte
outbox-made = Gjord
outbox-made-by = Av
outbox-sha256 = SHA-256
outbox-do = Hämta
outbox-download = Hämta filen
outbox-journal = Registreringsordning till och med
outbox-charset = Teckentabell
outbox-made-now = Filen är gjord och sparad.
outbox-made-before = Samma fil är gjord förut och har nummer { $number }. Ingen ny är sparad.
outbox-compare-with = Jämför med nummer
outbox-compared = { $kind } { $first } mot { $second }
outbox-same = { $count } rader är lika.
outbox-differences = Skillnader
outbox-alike = Filerna har samma rader.
outbox-first = Första
outbox-second = Andra
outbox-change = Ändring

## Rapporterat

warning-exchange-reported = Perioden { $period } är rapporterad till Hermes, senast i filen hermes { $number } för { $reported } (filer med perioden: { $files }). Det här ändrar belopp i filen, till antalet { $count }: { $changes }. Bokför i en senare period, eller godta det med ett skäl och gör en ny fil. Hela skillnaden mot filen visas under Hermes.
warning-exchange-reported-quarter = Perioden { $period } är rapporterad i den realekonomiska fördelningen, senast i filen hermes-real { $number } för { $reported } (filer med perioden: { $files }). Det här ändrar belopp i filen, till antalet { $count }: { $changes }. Bokför i en senare period, eller godta det med ett skäl och gör en ny fil. Hela skillnaden mot filen visas under Hermes.
warning-exchange-reported-untold = Perioden { $period } är rapporterad till Hermes, senast i fil { $number } för { $reported }, och det här ändrar filens belopp. Bokför i en senare period, eller godta det med ett skäl och be den som lämnar filerna att göra en ny.
warning-exchange-reported-opened = Perioden { $period } är rapporterad, senast i filen { $file } { $number } för { $reported }. Det som bokförs i den nu ändrar rapporterade belopp och varnas för.

reported-title = Rapporterat { $year }
reported-state = Läge
reported-count = Ändrade belopp
reported-debit = Ökning debet
reported-credit = Ökning kredit
reported-stands = Oförändrat
reported-moved = Bokföringen har ändrats
reported-unmakeable = Kan inte göras om
reported-why = Visa vad som saknas
reported-none = Ingen fil är gjord för året.
reported-years = Andra år:
reported-compare = Jämför med bokföringen nu
reported-compared = { $file } mot bokföringen nu
reported-in-file = I filen
reported-in-books = I bokföringen
reported-mend = Bokföringen säger något annat än filen. Gör en ny fil för perioden, eller rätta i en senare period.
reported-since = Bokfört sedan filen gjordes
reported-since-none = Inget är bokfört på raderna i årets perioder sedan filen gjordes: skillnaden kommer av register, inställningar eller året före.
reported-since-more = Fler rader finns än de som visas.

conversion-title = Omvandlingslista
conversion-lead = Finansieringskoder i registret den { $day } och de anslag som relationen { $relation } knyter dem till. Listan läggs in som omvandlingstabell i Hermes.
conversion-download = Hämta som CSV
conversion-complete = Varje kod som ett anslag betalar är knuten till ett anslag, och ingen kod i filen saknas i listan.
conversion-missing = Koder utan anslag: { $codes }. Lägg till dem i relationen { $relation }, eller ange hur de finansieras.
conversion-lacks = Saknar anslag
conversion-in-file = Ja
conversion-none = Inga finansieringskoder är upplagda.
hermes-appropriation-name = Anslagets benämning
hermes-in-file = I årets utfall
