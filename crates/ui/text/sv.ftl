# Skalet

shell-skip = Hoppa till innehållet
shell-settings = Inställningar
shell-language = Språk
shell-language-name = Svenska
shell-theme = Utseende
shell-sign-out = Logga ut
shell-keys = Alla tangenter
shell-help = Hjälp
theme-system = Som systemet
theme-light = Ljust
theme-dark = Mörkt
nav = Huvudmeny
nav-menu = Meny
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
field-optional = (valfritt)
lookup-open = Visa giltiga värden för { $field }
pages = Sidor
pages-previous = Föregående
pages-next = Nästa

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
style-refusal-account = Kontot 9999 finns inte. Tryck F9 för att se giltiga konton.
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
