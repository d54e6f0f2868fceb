# Vad som är fel i en inskriven text, och vad man gör åt det.

## Belopp och kvantiteter

mistake-amount-empty = Beloppet saknas. Skriv ett tal, till exempel 1 234,50.
mistake-amount-not-a-number = Det här är inte ett tal. Skriv bara siffror, mellanslag mellan tusental och ett decimalkomma.
mistake-amount-two-decimal-signs = Talet har två decimaltecken. Skriv mellanslag mellan tusental och ett enda komma, till exempel 1 234,50.
mistake-amount-grouping = Mellanslagen står inte mellan tusental. Skriv grupper om tre siffror eller inga mellanslag alls.
mistake-amount-too-many-decimals = Talet har för många decimaler. Ett belopp har högst två och en kvantitet högst tre; avrunda själv.
mistake-amount-too-large = Talet är för stort. Kontrollera antalet siffror.

## Perioder

mistake-period-empty = Perioden saknas. Skriv år och månad, till exempel 202603.
mistake-period-not-six-digits = En period skrivs med sex siffror, år och månad, till exempel 202603.
mistake-period-year = Året ligger utanför 1900–2199. Skriv året med fyra siffror först i perioden.
mistake-period-month = Månaden är högre än 16. Skriv 01–12, 00 för ingående balanser eller 13–16 för bokslut.
mistake-period-backward = Intervallet slutar före sin början. Skriv den tidigare perioden först.

## Räkenskapsår

mistake-fiscal-year-backward = Räkenskapsåret slutar före sin början. Byt plats på datumen.
mistake-fiscal-year-whole-months = Räkenskapsåret måste börja den första och sluta den sista dagen i en månad. Ändra datumen.
mistake-fiscal-year-too-long = Räkenskapsåret är längre än 18 månader. Dela det i två.
mistake-fiscal-year-year = Räkenskapsåret måste ligga inom åren 1901–2198. Kontrollera årtalen.

## Urval

mistake-pattern-too-long = Urvalet är för långt. Använd intervall och jokertecken i stället för enskilda värden.
mistake-pattern-empty-item = Urvalet har en tom del. Skriv ett värde på var sida om varje komma och efter varje utropstecken.
mistake-pattern-character = Urvalet har ett tecken som inte kan stå i ett värde. Skilj värden åt med komma; skriv ? där värdet har ett mellanslag.
mistake-pattern-quote = Ett citattecken är inte avslutat, eller står inne i ett värde. Sätt hela värdet inom citattecken, och skriv ett citattecken i värdet två gånger.
mistake-pattern-open-range = Intervallet saknar början eller slut. Skriv båda, till exempel 4011-4999.
mistake-pattern-wildcard-in-range = Jokertecken kan inte stå i ett intervall. Skriv fullständiga värden eller dela upp urvalet.
mistake-pattern-unequal-range = Intervallets början och slut är olika långa. Skriv dem med lika många tecken, eller ? i stället för bindestrecket om det är ett enda värde.
mistake-pattern-backward-range = Intervallet slutar före sin början. Byt plats på värdena, eller skriv ? i stället för bindestrecket om det är ett enda värde.

## Organisationsnummer

mistake-org-number-empty = Organisationsnumret saknas. Skriv tio siffror, till exempel 202100-5026.
mistake-org-number-character = Organisationsnumret har ett tecken som inte hör dit. Skriv tio siffror med bindestreck före de fyra sista.
mistake-org-number-length = Organisationsnumret har inte tio siffror. Kontrollera att ingen siffra saknas eller står för mycket.
mistake-org-number-prefix = Ett organisationsnummer med tolv siffror börjar med 16. Skriv de tio sista siffrorna.
mistake-org-number-third-digit = Tredje siffran är lägre än 2, så detta är inte ett organisationsnummer. Kontrollera om det är ett personnummer.
mistake-org-number-check-digit = Kontrollsiffran stämmer inte. Kontrollera organisationsnumret mot underlaget.

## Personnummer och samordningsnummer

mistake-personal-number-empty = Personnumret saknas. Skriv tolv siffror.
mistake-personal-number-provisional = Numret är tillfälligt och kan inte kontrolleras. Vänta på personens riktiga nummer.
mistake-personal-number-character = Personnumret har ett tecken som inte hör dit. Skriv siffror med bindestreck före de fyra sista.
mistake-personal-number-length = Personnumret har fel antal siffror. Skriv tolv siffror.
mistake-personal-number-century = Århundradet saknas. Skriv personnumret med tolv siffror.
mistake-personal-number-birth-date = Födelsedagen finns inte i kalendern. Kontrollera år, månad och dag.
mistake-personal-number-future = Födelsedagen har inte varit ännu. Kontrollera år och århundrade.
mistake-personal-number-check-digit = Kontrollsiffran stämmer inte. Kontrollera personnumret mot underlaget.

## Momsregistreringsnummer

mistake-vat-number-empty = Momsregistreringsnumret saknas. Skriv det med landets bokstäver först, till exempel SE202100502601.
mistake-vat-number-country = Momsregistreringsnumret börjar inte med ett EU-lands två bokstäver. Skriv dem först; Grekland är EL och Nordirland XI.
mistake-vat-number-format = Momsregistreringsnumret har inte den form landet använder. Kontrollera antalet tecken; ett svenskt slutar på 01.
mistake-vat-number-check-digit = Kontrollsiffran stämmer inte. Kontrollera momsregistreringsnumret mot underlaget.

## Bankgiro och Plusgiro

mistake-bankgiro-empty = Bankgironumret saknas. Skriv sju eller åtta siffror.
mistake-bankgiro-character = Bankgironumret har ett tecken som inte hör dit. Skriv siffror med bindestreck före de fyra sista.
mistake-bankgiro-length = Ett bankgironummer har sju eller åtta siffror och börjar inte med noll. Kontrollera numret.
mistake-bankgiro-check-digit = Kontrollsiffran stämmer inte. Kontrollera bankgironumret mot fakturan.
mistake-plusgiro-empty = Plusgironumret saknas. Skriv två till åtta siffror.
mistake-plusgiro-character = Plusgironumret har ett tecken som inte hör dit. Skriv siffror med bindestreck före den sista.
mistake-plusgiro-length = Ett plusgironummer har två till åtta siffror och börjar inte med noll. Kontrollera numret.
mistake-plusgiro-check-digit = Kontrollsiffran stämmer inte. Kontrollera plusgironumret mot fakturan.

## Bankkonto och IBAN

mistake-bank-account-empty = Bankkontot saknas. Skriv clearingnummer och kontonummer.
mistake-bank-account-character = Bankkontot har ett tecken som inte hör dit. Skriv bara siffror, mellanslag och bindestreck.
mistake-bank-account-clearing = Ingen bank har det clearingnumret. Kontrollera de fyra första siffrorna.
mistake-bank-account-length = Kontonumret har fel antal siffror för banken. Kontrollera att ingen siffra saknas eller står för mycket.
mistake-bank-account-clearing-check-digit = Den femte siffran i clearingnumret stämmer inte. Kontrollera clearingnumret.
mistake-bank-account-check-digit = Kontonumrets kontrollsiffra stämmer inte. Kontrollera det mot underlaget; en del äldre konton stämmer aldrig och kan godtas av ännu en person.
mistake-iban-empty = IBAN saknas. Skriv landets två bokstäver, två siffror och kontot.
mistake-iban-format = Det här har inte formen av ett IBAN. Skriv landets två bokstäver, två kontrollsiffror och kontot.
mistake-iban-check-digits = Kontrollsiffrorna stämmer inte. Kontrollera IBAN mot underlaget.
mistake-iban-country = Landet använder inte IBAN. Kontrollera de två första bokstäverna.
mistake-iban-country-format = IBAN har inte den form landet använder. Kontrollera antalet tecken; ett svenskt har 24.

## Referenser

mistake-ocr-empty = OCR-numret saknas. Skriv siffrorna från fakturan.
mistake-ocr-character = OCR-numret har ett tecken som inte är en siffra. Skriv bara siffror.
mistake-ocr-length = Ett OCR-nummer har 2–25 siffror. Kontrollera antalet.
mistake-ocr-check-digit = Kontrollsiffran stämmer inte. Kontrollera OCR-numret mot fakturan.
mistake-ocr-length-digit = Längdsiffran stämmer inte med antalet siffror. Kontrollera OCR-numret mot fakturan.
mistake-ocr-agreed-length = OCR-numret har inte någon av de överenskomna längderna. Kontrollera OCR-numret mot fakturan.
mistake-creditor-reference-empty = Betalningsreferensen saknas. Skriv den som den står på fakturan.
mistake-creditor-reference-character = Betalningsreferensen har ett tecken som inte hör dit. Skriv bara siffror och bokstäverna A–Z.
mistake-creditor-reference-prefix = Betalningsreferensen börjar inte med RF och två siffror. Kontrollera den mot fakturan.
mistake-creditor-reference-length = En betalningsreferens har 1–21 tecken efter kontrollsiffrorna. Kontrollera antalet.
mistake-creditor-reference-check-digits = Kontrollsiffrorna stämmer inte. Kontrollera betalningsreferensen mot fakturan.
