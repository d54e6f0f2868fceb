# Skalet

shell-skip = Hoppa till innehållet
shell-settings = Inställningar
shell-language = Språk
shell-language-name = Svenska
shell-theme = Utseende
shell-account = Mitt konto
shell-sign-out = Logga ut
shell-keys = Alla tangenter
shell-help = Hjälp
theme-system = Som systemet
theme-light = Ljust
theme-dark = Mörkt
nav = Huvudmeny
nav-menu = Meny
nav-waiting = väntar
breadcrumbs = Vägen hit

# Dialogerna

dialog-close = Stäng
palette-open = Sök eller gå till
palette-label = Sök eller gå till
palette-placeholder = Sida, verifikation, leverantör …
palette-found = Träffar
palette-none = Inget hittades. Pröva ett annat ord.
palette-failed = Sökningen svarar inte. Sidorna i menyn visas ändå.
palette-choose = välj
palette-go = gå dit
keyboard-title = Tangenter
keyboard-everywhere = Överallt
keyboard-here = På den här sidan
key-palette = Sök eller gå till
key-map = Visa tangenterna
key-help = Hjälp om sidan eller fältet
key-search = Till sidans filter
key-lookup = Giltiga värden i fältet
key-wildcard = Vad som helst, i en sökning: 45*
key-down = Nästa rad (även pil ned)
key-up = Föregående rad (även pil upp)
key-open = Öppna raden
key-close = Stäng eller ångra

# Meddelanden

notice-info = Att veta:
notice-success = Klart:
notice-warning = Varning:
notice-refused = Nekat:
errors-refused = { $count ->
    [one] En sak behöver rättas
   *[other] { GROUPED($count) } saker behöver rättas
 }
errors-warnings = { $count ->
    [one] En varning att ta ställning till
   *[other] { GROUPED($count) } varningar att ta ställning till
 }

# Delarna

table-empty = Inga rader.
table-csv = Hämta som CSV
filters = Filter
filters-show = Visa
filters-clear = Rensa
form-unreadable = Kunde inte läsas: { $text }. Rätta det.
field-optional = (valfritt)
lookup-open = F9: giltiga värden för { $field }
pages = Sidor
pages-previous = Föregående
pages-next = Nästa

# Fler delar

lookup-none = Inget giltigt värde passar.
lookup-failed = Listan kan inte hämtas just nu.
lookup-count = Träffar
dialog-cancel = Avbryt
keyboard-letters = Tangenter med en bokstav (j, k, ?, g) är på
period = Period
period-presets = Vanliga perioder
progress-figures = { $done } av { $all }
progress-under-way = Pågår

# Verifikationens rader

grid-line = rad
grid-line-heading = Rad
grid-remove-heading = Ta bort
grid-remove-row = Ta bort rad
grid-removed = Raden togs bort. Ctrl+Z tar tillbaka den.
grid-pasted = Rader som klistrades in: { $count }
grid-not-a-number = Det här är inget belopp. Skriv som 1 234,56.
grid-forbidden = Kontot { $account } tar inte detta. Töm fältet eller byt konto.
grid-loading = Hämtar raderna …
grid-debit = Debet
grid-credit = Kredit
grid-difference = Differens
grid-balanced = Verifikationen balanserar.
grid-unbalanced = Verifikationen balanserar inte.
grid-save = Spara utkast
grid-saved = Sparat
grid-failed = Servern svarar inte. Det skrivna finns kvar här och sparas så snart det går.
grid-signed-out = Du är inte längre inloggad. Logga in i en annan flik; det skrivna finns kvar här.
grid-posting = Bokför …
grid-post-failed = Bokföringen nådde inte fram. Försök igen; samma verifikation bokförs aldrig två gånger.
grid-refused = Att rätta: { $count }
grid-warnings = Varningar att ta ställning till: { $count }
grid-accept = Godta och bokför
grid-reason = Skäl (sparas i behandlingshistoriken)
grid-conflict = Utkastet har ändrats av någon annan
grid-conflict-who = { $who } sparade kl. { $when }. Här är raderna som skiljer. Inget är borta förrän du väljer.
grid-conflict-mine = Mina rader
grid-conflict-theirs = De sparade raderna
grid-conflict-keep = Behåll mina
grid-conflict-take = Ta de sparade
grid-conflict-taken = De sparade raderna har hämtats. Ctrl+Z tar tillbaka dina.
grid-no-script = Verifikationens rader skrivs med hjälp av skript, som är avstängt i webbläsaren. Verifikationer kan också läsas in från fil.
grid-keys = Tangenter i raderna
grid-key-next = Nästa fält; sist en ny rad (även Tab)
grid-key-copy-row = Ny rad som kopierar raden
grid-key-balance = I beloppet: balansera verifikationen
grid-key-copy-above = Kopiera fältet ovanför (även Shift+C, Ctrl+')
grid-key-lookup = Giltiga värden, på nummer eller namn
grid-key-remove = Ta bort raden
grid-key-undo = Ångra (Ctrl+Y gör om)
grid-key-rows = Raden ovanför eller nedanför
grid-key-today = I datumet: dagens datum
grid-key-paste = Klistra in rader från kalkylblad

# Stilguiden: rubriker och påhittade uppgifter

style = Stilguide
style-lead = Alla delar som sidorna byggs av, i varje läge. Uppgifterna är påhittade.
style-parts = Delar
style-role = Redovisningsekonom
style-entity = Statens strandskyddsnämnd
style-sidhuvud = Sidhuvud
style-knappar = Knappar
style-markeringar = Markeringar
style-meddelanden = Meddelanden
style-fakta = Fakta
style-belopp = Belopp
style-falt = Fält
style-formular = Formulär
style-filter = Filter
style-tabell = Tabell
style-tabell-bred = Bred tabell
style-tabell-tom = Tom tabell
style-urval = Valda rader
style-flikar = Flikar
style-voucher = Verifikation A 1042
style-vouchers = Verifikationer
style-voucher-lead = Lokalhyra för mars, Strandgatan 4
style-head-simple = Utan åtgärder
style-head-help = Rubriken står ensam när sidan bara visar något.
style-posted = Bokförd
style-draft = Utkast
style-waits = Väntar på attest
style-late = Förfallen
style-turned-away = Avvisad
style-correct = Rätta
style-copy = Kopiera
style-post = Bokför
style-save = Spara utkast
style-delete = Ta bort utkastet
style-cancel = Avbryt
style-not-now = Går inte nu
style-keys = Tangenter
style-entities = Myndigheternas färger
style-notice-info = Perioden 202603 stängs fredag den 10 april kl. 16.
style-notice-success = Verifikationen har bokförts som A 1042.
style-notice-warning = Beloppet är mer än tio gånger det vanliga för leverantören. Kontrollera fakturan innan du går vidare.
style-notice-refused = Perioden 202512 är stängd. Välj ett datum i en öppen period, eller be den som sköter perioderna att öppna den.
style-number = Nummer
style-date = Datum
style-period = Period
style-amount = Belopp
style-quantity = Antal
style-made-by = Registrerad av
style-document = Underlag
style-text = Text
style-state = Status
style-series = Serie
style-series-a = A Allmän
style-series-l = L Leverantörsfakturor
style-account = Konto
style-line = Rad
style-file = SIE-fil
style-password = Lösenord
style-reason = Skäl
style-reason-help = Skälet sparas i behandlingshistoriken.
style-kind = Slag
style-show-generated = Visa automatkonteringar
style-locked = Organisationsnummer
style-date-help = d ger dagens datum, 0331 den 31 mars
style-refusal-period = Perioden 202601 är stängd. Välj ett datum från och med 2026-02-01.
style-refusal-account = Kontot 9999 finns inte i kontoplanen. Skriv ett konto som finns där.
style-refusal-amount = Beloppet är ovanligt stort. Kontrollera det.
style-warnings-only = Bara varningar
style-this-month = Den här månaden
style-filter-lead = Allt som väljs står i adressen, så att sidan kan sparas och skickas.
style-debit = Debet
style-credit = Kredit
style-sum = Summa
style-difference = Differens
style-table-lead = Gå mellan raderna med j och k eller pilarna, öppna med Enter.
style-wide-lead = Rubriker, första kolumnen och summan står kvar när tabellen rullas.
style-rows-shown = Rad { $from }–{ $to }
style-balances = Saldon
style-no-vouchers = Inga verifikationer i perioden 202604.
style-no-vouchers-do = Visa hela året
style-empty-plain = Utan egen text
style-empty-told = Med vad som kan göras
style-lines = Rader
style-history = Historik
style-documents = Underlag
style-open-tab = Öppen flik:
style-diagram = Diagram
style-forlopp = Förlopp
style-fraga = Fråga
style-verifikation = Ny verifikation
style-org = Org
style-activity = Verksamhet
style-project = Projekt
style-counterparty = Motpart
style-unit = Enhet
style-import = Läser in SIE-filen
style-confirm = Ta bort utkastet?
style-confirm-what = Utkastet har 14 rader och har inte bokförts. Det går inte att få tillbaka.
style-this-quarter = Kvartalet
style-this-year = Året
style-last-year = Förra året
style-period-lead = Skriv 202603 eller 202601..202603, eller välj en vanlig period.
style-chart-spent = Kostnader per månad
style-chart-left = Kvar av budgeten
style-outturn = Utfall
style-budget = Budget
style-refusal-balance = Debet och kredit är olika. Rätta beloppen så att skillnaden blir noll.
style-lankar = Länkar
style-assets = Tillgångar
style-debts = Skulder
style-sign-in = Logga in
style-signed-out = Du har loggats ut.
style-user = Användarnamn

# Urval av rader

picks-count = Valda
picks-sum = Summa
picks-balanced = De valda tar ut varandra:
picks-unbalanced = De valda blir tillsammans
