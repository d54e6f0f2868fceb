# Vad som är fel i en fil, och vad avsändaren eller mottagaren gör åt det. Rad och fält visas bredvid.

## SIE: filen som helhet

refusal-sie-file-too-large = Filen är större än { $limit_bytes } byte. Dela den i flera filer, till exempel en per period.
refusal-sie-not-sie = Filen är ingen SIE-fil: den börjar inte med en etikett som #FLAGGA. Exportera den på nytt i formatet SIE 4.
refusal-sie-is-xml = Filen är XML. SIE 5 läses inte; exportera filen som SIE 4 i stället.
refusal-sie-checksum-not-closed = Filen har en kontrollsumma som börjar men aldrig avslutas: slutet saknas. Hämta hela filen på nytt.
refusal-sie-checksum-differs = Kontrollsumman är { $stated } men filens innehåll ger { $computed }. Filen är ändrad eller skadad; hämta den på nytt från avsändaren.
refusal-sie-checksum-not-opened = Kontrollsumman saknar sin inledande #KSUMMA, så innehållet kan inte kontrolleras mot den. Jämför summorna med avsändarens lista.
refusal-sie-record-after-checksum = Det finns poster efter den avslutande #KSUMMA, som den inte omfattar. Be avsändaren skriva filen på nytt med kontrollsumman sist.
refusal-sie-written-in-utf8 = Filen är skriven i UTF-8, men standarden tillåter bara teckentabell 437 (PC8). Den läses som UTF-8; kontrollera å, ä och ö.
refusal-sie-looks-like-windows-1252 = Filen ser ut att vara skriven i Windows-1252, men läses som teckentabell 437 (PC8) enligt standarden. Kontrollera å, ä och ö och välj teckentabell om de är fel.
refusal-sie-errors-left-out = Ytterligare { $count } fel visas inte. Rätta de fel som visas och läs in filen igen.
refusal-sie-warnings-left-out = Ytterligare { $count } varningar visas inte. Gå igenom dem som visas först.

## SIE: rader och fält

refusal-sie-line-too-long = Raden är längre än { $limit_bytes } byte. Kontrollera att varje post avslutas med en radmatning.
refusal-sie-not-a-record = Raden är ingen post: den börjar inte med en etikett. Ta bort raden, eller sätt texten inom citationstecken på den post den hör till.
refusal-sie-control-character = Raden innehåller ett styrtecken, som inte får stå i en SIE-fil. Ta bort det i avsändarens system.
refusal-sie-not-utf8 = Raden är inte UTF-8 som resten av filen. Skriv hela filen i en och samma teckentabell.
refusal-sie-quote-not-closed = Ett citationstecken inleder fältet men inget avslutar det. Avsluta fältet, eller skriv \" för ett citationstecken i texten.
refusal-sie-stray-quote = Ett citationstecken står inne i fältet. Skriv \" för ett citationstecken i texten.
refusal-sie-quote-in-text = Ett citationstecken står inne i fältet utan \ före. Det är läst som en del av texten; kontrollera texten.
refusal-sie-ends-in-backslash = Fältet slutar med omvänt snedstreck, som kan läsas som ett citationstecken i texten. Det är läst som fältets slut; kontrollera texten.
refusal-sie-too-many-fields = Posten har fler än { $limit } fält. Kontrollera att texter med mellanslag står inom citationstecken.
refusal-sie-field-missing = Ett fält som posten måste ha saknas eller är tomt. Fyll i det i avsändarens system.
refusal-sie-field-left-empty = Ett fält som posten måste ha saknas eller är tomt, så posten är inte läst. En uppgift som inte finns ska inte ha någon post.
refusal-sie-label-in-lower-case = Etiketten är skriven med små bokstäver. Den är läst ändå; be avsändaren skriva den med versaler.

## SIE: värden

refusal-sie-account-not-numeric = Kontot { $value } är inte ett kontonummer: det får bara ha siffror. Rätta det i avsändarens system.
refusal-sie-amount-malformed = Beloppet { $value } kan inte läsas. Skriv siffror med punkt före ören, utan mellanslag och plustecken, till exempel -1234.50.
refusal-sie-amount-too-fine = Beloppet { $value } har mer än två decimaler. Avrunda till hela ören i avsändarens system.
refusal-sie-amount-too-large = Beloppet { $value } är större än bokföringen kan hålla. Kontrollera antalet siffror.
refusal-sie-quantity-malformed = Kvantiteten { $value } kan inte läsas. Skriv siffror med punkt före decimaler, till exempel -12.5.
refusal-sie-quantity-too-large = Kvantiteten { $value } är större än bokföringen kan hålla. Kontrollera antalet siffror.
refusal-sie-quantity-rounded = Kvantiteten { $value } har mer än tre decimaler och är avrundad till tusendelar. Kontrollera att det räcker.
refusal-sie-date-malformed = Datumet { $value } finns inte. Skriv år, månad och dag med åtta siffror, till exempel 20260131.
refusal-sie-period-malformed = Perioden { $value } är ingen månad. Skriv år och månad med sex siffror, till exempel 202601.
refusal-sie-year-malformed = Årsnumret { $value } kan inte läsas. Skriv 0 för innevarande år, -1 för föregående och så vidare.
refusal-sie-dimension-malformed = Dimensionen { $value } är inget nummer. Skriv dimensionens nummer, till exempel 1 för kostnadsställe.
refusal-sie-type-unknown = Filtypen { $value } finns inte. Typen är 1, 2, 3 eller 4.
refusal-sie-account-kind-unknown = Kontotypen { $value } finns inte. Skriv T, S, K eller I.
refusal-sie-year-backward = Räkenskapsåret slutar före sin början. Byt plats på datumen.
refusal-sie-object-list-missing = Objektlistan saknas. Skriv dimension och objekt inom klamrar, eller tomma klamrar.
refusal-sie-object-list-not-closed = Objektlistan avslutas inte på raden. Skriv den avslutande klammern.
refusal-sie-object-list-odd = Objektlistan har en dimension utan objekt. Skriv dem parvis.
refusal-sie-too-many-objects = Objektlistan har fler än { $limit } objekt. Kontrollera att listan är avslutad.

## SIE: verifikationer

refusal-sie-voucher-without-lines = Verifikationen { $voucher } har inga rader inom klamrar. Skriv raderna direkt efter verifikationsposten, eller ta bort den.
refusal-sie-voucher-not-opened = Verifikationen { $voucher } saknar inledande klammer före sin första transaktion. Den avslutande klammern finns, så verifikationen är läst; kontrollera att ingen rad saknas.
refusal-sie-voucher-not-closed = Verifikationen { $voucher } saknar avslutande klammer. Filen kan vara avkortad; hämta hela filen på nytt.
refusal-sie-voucher-unbalanced = Verifikationen { $voucher } balanserar inte: raderna summerar till { $difference }. Rätta den i avsändarens system och exportera på nytt.
refusal-sie-voucher-sum-too-large = Verifikationen { $voucher } har en summa som är större än bokföringen kan hålla. Kontrollera beloppen.
refusal-sie-voucher-too-large = Verifikationen { $voucher } har fler än { $limit_lines } rader eller är större än { $limit_bytes } byte. Dela den i flera verifikationer.
refusal-sie-line-outside-voucher = Transaktionsraden står utanför en verifikation. Flytta den till sin verifikation, eller ta bort den.
refusal-sie-brace-misplaced = En klammer står fel. Klamrar ska stå ensamma på sin rad, direkt efter en verifikationspost och efter dess sista rad.
refusal-sie-added-without-twin = Den tillagda raden följs inte av en likadan #TRANS. Skriv den direkt efter, så att även äldre program läser rätt summa.

## SIE: vad filen lovar

refusal-sie-format-not-pc8 = Filen anger teckentabellen { $value }, men standarden tillåter bara PC8. Kontrollera å, ä och ö.
refusal-sie-already-imported = Filen är märkt som redan inläst (#FLAGGA 1). Kontrollera att verifikationerna inte redan är bokförda.
refusal-sie-record-missing = Posten { $label } saknas, fast standarden kräver den. Filen kan läsas ändå.
refusal-sie-record-not-in-type = Posten { $label } hör inte till en fil av typ { $sie_type }. Den är läst ändå; kontrollera att filen är av rätt typ.
refusal-sie-record-repeated = Posten { $label } finns mer än en gång. Den sista gäller; kontrollera att två filer inte har satts ihop.

## SIE: skrivning

refusal-sie-unwritable = Tecknet { $character } i texten { $value } finns inte i SIE:s teckentabell. Skriv om texten utan det.
refusal-sie-account-not-digits = Kontot { $value } har annat än siffror och kan inte skrivas i en SIE-fil. Ta undan det ur exporten.
refusal-sie-text-too-long = En text är så lång att raden blir över { $limit_bytes } byte. Korta texten.
refusal-sie-objects-too-many = En rad har fler än { $limit } objekt. Ta undan dimensioner ur exporten.
refusal-sie-unbalanced = Verifikationen { $voucher } balanserar inte: raderna summerar till { $difference }. Filen är inte skriven; felsök bokföringen.
refusal-sie-sum-too-large = Verifikationen { $voucher } har en summa som är för stor. Filen är inte skriven; felsök bokföringen.
refusal-sie-out-of-order = Posten { $label } kommer efter poster som ska stå sist. Skriv identifikation, kontoplan och saldon i den ordningen.
refusal-sie-written-by-the-writer = Posten { $label } skrivs alltid av sig själv. Ta bort den ur det som ska skrivas.
refusal-sie-not-in-type = Posten { $label } får inte finnas i en fil av typ { $sie_type }. Välj en annan filtyp.

## Verifikationsfil

refusal-voucher-file-too-large = Filen är större än { $limit_bytes } byte. Dela den i flera filer, eller skicka stora filer som CSV.
refusal-voucher-file-empty = Filen har inga verifikationer. Kontrollera att rätt fil är vald.
refusal-voucher-file-not-utf8 = Filen är inte skriven i UTF-8, troligen i Windows-1252. Spara den som CSV UTF-8 och läs in den igen.
refusal-voucher-file-errors-left-out = Ytterligare { $count } fel visas inte. Rätta de fel som visas och läs in filen igen.
refusal-voucher-file-too-many-vouchers = Filen har fler än { $limit } verifikationer. Dela den i flera filer.
refusal-voucher-file-column-missing = Kolumnen { $column } saknas. Lägg till den i filens första rad.
refusal-voucher-file-column-unknown = Kolumnen { $column } är varken känd eller en koddel. Ta bort den, eller byt till koddelens namn.
refusal-voucher-file-column-repeated = Kolumnen { $column } finns två gånger. Ta bort den ena.
refusal-voucher-file-too-many-columns = Filen har fler än { $limit } kolumner. Ta bort dem som inte används.
refusal-voucher-file-row-too-long = Raden är längre än { $limit_bytes } byte. Kontrollera att varje citationstecken avslutas.
refusal-voucher-file-row-width = Raden har { $fields } fält men rubrikraden { $columns } kolumner. Kontrollera skiljetecken och citationstecken.
refusal-voucher-file-control-character = Fältet innehåller ett styrtecken eller en radbrytning. Skriv texten på en rad.
refusal-voucher-file-field-missing = Fältet måste fyllas i.
refusal-voucher-file-contradiction = Här står { $value } men på verifikationens första rad { $first }. Lämna fältet tomt eller skriv samma sak.
refusal-voucher-file-voucher-scattered = Raderna med nyckeln { $voucher } står inte tillsammans. Sortera filen efter nyckeln, eller ge den andra verifikationen en egen nyckel.
refusal-voucher-file-voucher-too-large = Verifikationen { $voucher } har fler än { $limit } rader. Dela den i flera verifikationer.
refusal-voucher-file-amount-malformed = Beloppet { $value } kan inte läsas. Skriv till exempel 1234,50 eller -1234.50.
refusal-voucher-file-amount-too-fine = Beloppet { $value } har mer än två decimaler. Avrunda till hela ören.
refusal-voucher-file-amount-too-large = Beloppet { $value } är större än bokföringen kan hålla. Kontrollera antalet siffror.
refusal-voucher-file-quantity-malformed = Kvantiteten { $value } kan inte läsas. Skriv ett tal med högst tre decimaler, till exempel 12,5.
refusal-voucher-file-date-malformed = Datumet { $value } finns inte. Skriv till exempel 2026-03-15.
refusal-voucher-file-period-malformed = Perioden { $value } kan inte läsas. Skriv år och månad med sex siffror, till exempel 202603.
refusal-voucher-file-number-malformed = Verifikationsnumret { $value } är inte ett heltal större än noll. Skriv det nummer som försystemet gav.
refusal-voucher-file-currency-malformed = Valutan { $value } kan inte läsas. Skriv dess kod med tre stora bokstäver, till exempel EUR.
refusal-voucher-file-currency-amount-malformed = Valutabeloppet { $value } kan inte läsas. Skriv ett tal med högst tre decimaler, till exempel 45,50.
refusal-voucher-file-currency-amount-too-fine = Valutabeloppet har fler decimaler än { $decimals }, som { $currency } har. Avrunda det.
refusal-voucher-file-currency-incomplete = Valuta och valutabelopp hör ihop. Fyll i båda eller ingen av dem.
refusal-voucher-file-json-malformed = Filen är inte giltig JSON ({ $why }). Rätta den i det program som skriver den.
refusal-voucher-file-not-an-array = Här ska stå en lista inom hakparenteser.
refusal-voucher-file-not-an-object = Här ska stå ett objekt inom klamrar.
refusal-voucher-file-not-a-text = Här ska stå en text inom citationstecken.
refusal-voucher-file-member-unknown = Uppgiften { $member } är varken känd eller en koddel. Ta bort den, eller byt till koddelens namn.
refusal-voucher-file-member-repeated = Uppgiften { $member } finns två gånger i samma objekt. Ta bort den ena.
refusal-voucher-file-amount-twice = Både amount och amount_ore finns. Ta bort den ena.
refusal-voucher-file-ore-not-integer = Beloppet { $value } är inte ett heltal i ören. Skriv till exempel 10000 för 100 kronor.

## Tabell

refusal-table-file-too-large = Filen är större än { $limit_bytes } byte. Ta bort blad och kolumner som inte behövs.
refusal-table-file-unpacks-too-large = Kalkylarket blir uppackat större än { $limit_bytes } byte. Spara bladet som CSV och läs in det i stället.
refusal-table-file-old-spreadsheet = Kalkylarket är i Excels äldre format eller har lösenord. Spara det som XLSX utan lösenord.
refusal-table-file-damaged = Kalkylarket kan inte läsas ({ $why }). Öppna det och spara det på nytt, eller spara bladet som CSV.
refusal-table-file-not-utf8 = Filen är inte skriven i UTF-8, troligen i Windows-1252. Spara den som CSV UTF-8 och läs in den igen.
refusal-table-file-is-utf8 = Filen är skriven i UTF-8, men ska enligt inställningen vara i Windows-1252. Ändra inställningen, eller be avsändaren att skriva filen som avtalat.
refusal-table-file-sheet-missing = Bladet { $sheet } finns inte. Bladen heter { $sheets }.
refusal-table-file-empty = Filen är tom. Kontrollera att rätt fil är vald.
refusal-table-file-header-missing = Ingen rad nära toppen har alla kolumnerna { $columns }. Kontrollera rubrikraden och att rätt blad är valt.
refusal-table-file-column-repeated = Kolumnen { $column } finns två gånger. Byt namn på den ena.
refusal-table-file-too-many-rows = Tabellen har fler än { $limit } rader. Dela den i flera filer.
refusal-table-file-too-many-columns = Tabellen har fler än { $limit } kolumner. Ta bort dem som inte används.
refusal-table-file-too-many-cells = Tabellen har fler än { $limit } celler. Ta bort kolumner som inte används.
refusal-table-file-field-beyond-header = Texten { $value } står till höger om den sista kolumnen. Ge kolumnen en rubrik eller ta bort texten.
refusal-table-file-text-too-long = Texten är längre än { $limit } tecken. Korta den.
refusal-table-file-cell-error = Cellen visar felet { $value }. Rätta formeln i kalkylarket.
refusal-table-file-errors-left-out = Ytterligare { $count } fel visas inte. Rätta de fel som visas och läs in filen igen.

## Filer med fast postlängd: Hermes och TDB

refusal-fixed-width-file-too-large = Filen är större än { $limit_bytes } byte. Dela den, till exempel i en fil per månad.
refusal-fixed-width-errors-left-out = Ytterligare { $count } fel visas inte. Rätta de fel som visas och gör om.
refusal-fixed-width-not-charset = Raden är inte skriven i teckentabellen { $charset }. Välj teckentabell i inställningarna eller hämta filen på nytt.
refusal-fixed-width-record-length = Raden har { $length } tecken men ska ha { $expected }. Hämta filen på nytt utan att öppna den i ett annat program.
refusal-fixed-width-repeated = Raden skiljer sig bara i beloppet från rad { $first_line }. Filen ska vara summerad; slå ihop raderna.
refusal-fixed-width-value-missing = Värdet saknas men måste finnas. Fyll i det där det registreras.
refusal-fixed-width-value-too-long = Värdet { $value } är längre än fältets { $length } tecken. Använd ett kortare värde eller en annan layout.
refusal-fixed-width-value-padded = Värdet { $value } börjar eller slutar med utfyllnadstecken och skulle läsas utan dem. Ta bort dem.
refusal-fixed-width-character = Värdet { $value } har tecken som inte finns i teckentabellen { $charset }, eller styrtecken. Byt ut dem.
refusal-fixed-width-value-unknown = Värdet { $value } finns inte. Tillåtna värden är { $allowed }.
refusal-fixed-width-amount-malformed = Beloppet { $value } kan inte läsas. Det skrivs i ören med siffror, med minustecken först om det är negativt.
refusal-fixed-width-zero-padded = Värdet { $value } är utfyllt med nollor. Fyll ut med blanktecken.
refusal-fixed-width-not-digits = Numret { $value } får bara ha siffror. Ta bort bindestreck, mellanslag och andra tecken.
refusal-fixed-width-org-number-form = Organisationsnumret { $value } ska vara tio siffror, eller SE och tio siffror, utan bindestreck och tillägg. Rätta leverantörens nummer.
refusal-fixed-width-vat-number-form = Det utländska momsregistreringsnumret { $value } ska vara landets två bokstäver och två till tolv versaler eller siffror. Rätta leverantörens nummer.
refusal-fixed-width-no-identifier = Verifikationen { $voucher } har en leverantör utan organisationsnummer, plusgiro och bankgiro. Ange minst ett av dem.
refusal-fixed-width-date-malformed = Datumet { $value } finns inte. Det skrivs med åtta siffror, till exempel 20260131.
refusal-fixed-width-period-not-month = Perioden { $value } är ingen månad. Bara periodnummer 01 till 12 lämnas.

## Mönster för filnamn

refusal-name-template-empty = Mönstret för filnamnet saknas. Skriv ett mönster med platshållare inom klamrar.
refusal-name-template-too-long = Mönstret för filnamnet är längre än { $limit } tecken. Korta det.
refusal-name-template-brace = En klammer i mönstret för filnamnet saknar sin motsvarighet. Skriv platshållare inom klamrar.
refusal-name-template-placeholder-unknown = Platshållaren { $placeholder } finns inte. Tillåtna är { $allowed }.
refusal-name-template-length-malformed = Längden { $value } i mönstret för filnamnet kan inte läsas. Skriv ett tal från 1 till 40.
refusal-name-template-character = Tecknet { $value } får inte stå i ett filnamn. Byt ut det.
refusal-name-template-value-too-long = Värdet { $value } är längre än de { $length } tecken som filnamnet har för { $placeholder }. Rätta inställningen.
