# Varför en verifikation, ett register eller en ihopparning nekas, och vad man gör åt det.

## Serie, typ och nummer

refusal-series-unknown = Serien { $series } finns inte. Välj en serie som finns, eller lägg upp den i registret.
refusal-kind-unknown = Verifikationstypen { $kind } finns inte. Välj en som finns, eller lämna fältet tomt.
refusal-number-missing = Serien { $series } numreras av ett annat system. Skriv det nummer som det systemet har gett.
refusal-number-not-ours = Serien { $series } numreras här när verifikationen bokförs. Ta bort numret.
refusal-number-taken = Numret { $number } är taget i serien { $series }. Se efter om händelsen redan är bokförd, eller rätta numret.
refusal-number-out-of-range = Numret { $number } kan inte användas. Skriv ett nummer från 1 till 999999999.
refusal-number-not-next = Bara nästa nummer i serien { $series } kan annulleras, och det är { $next }. Numret { $number } är inte det; en bokförd verifikation vänds i stället.

## Datum och period

refusal-date-missing = Datumet saknas. Skriv den dag verifikationen sammanställs.
refusal-year-missing = Inget räkenskapsår innehåller { $date }. Rätta datumet, eller be den som sköter registren att lägga upp året.
refusal-period-unknown = Perioden { $period } finns inte i något räkenskapsår. Rätta perioden, eller be den som sköter registren att lägga upp året.
refusal-period-other-year = Datumet { $date } ligger inte i samma räkenskapsår som perioden { $period }. Rätta det ena av dem.
refusal-period-held = Perioden { $period } är spärrad. Välj en öppen period, eller be den som sköter perioderna att bokföra eller öppna den.
refusal-period-closed = Perioden { $period } är stängd. Välj en öppen period, eller be den som sköter perioderna att öppna den.
warning-date-outside-period = Datumet { $date } ligger utanför perioden { $period }. Rätta det ena av dem, eller godta det med ett skäl.
refusal-reopen-reason-missing = Perioden { $period } är stängd. Skriv skälet till att den öppnas igen.
refusal-reason-malformed = Skälet är längre än { $max } tecken eller har tecken som inte syns. Skriv det kortare, på en rad.

## Texter

refusal-text-missing = Texten saknas. Skriv vad händelsen avser.
refusal-text-too-long = { $field ->
    [text] Texten
    [line_text] Radens text
    [counterparty] Motparten
    [source_key] Försystemets beteckning
    [link] Länken
    [reason] Skälet
    [note] Anteckningen
    [unit] Enheten
   *[other] Fältet { $field }
 } är längre än { $max } tecken. Korta av, och bifoga resten som underlag.
refusal-control-character = { $field ->
    [text] Texten
    [line_text] Radens text
    [counterparty] Motparten
    [source_key] Försystemets beteckning
    [link] Länken
    [reason] Skälet
    [note] Anteckningen
    [unit] Enheten
   *[other] Fältet { $field }
 } har ett radbyte eller ett annat tecken som inte syns. Skriv om fältet på en rad.
refusal-automatic-refused = Automatkonteringsregeln { $rule } skulle lägga till en rad som inte kan bokföras. { $cause } Ändra raden, eller be den som sköter reglerna att rätta regeln.
refusal-automatic-too-deep = Automatkonteringsregeln { $rule } följer på andra reglers rader i fler än { $max } led. Be den som sköter reglerna att bryta kedjan.
refusal-relation-missing = Relationen { $relation } har inget värde för raden. Lägg till det i relationen, eller ändra raden.
refusal-reason-missing = Skälet saknas. Skriv varför; det sparas med verifikationen.

## Rader och konto

refusal-lines-missing = Verifikationen har inga rader. Skriv minst två.
refusal-too-many-lines = Verifikationen har fler än { GROUPED($max) } rader. Dela upp den i flera.
refusal-account-missing = Kontot saknas. Skriv ett konto som gäller enligt kontoplanen.
refusal-account-is-s-code = { $account } är en S-kod, och S-koder bokförs inte. Skriv ett konto som har koden.
refusal-account-unknown = Kontot { $account } finns inte i kontoplanen. Skriv ett konto som finns där.
refusal-account-not-postable = Kontot { $account } är en rubrik eller bär bara budget. Bokför på ett underkonto.
refusal-account-expired = Kontot { $account } gäller inte den { $date }. Välj ett konto som gäller då.
refusal-unit-wrong = Kontot { $account } räknas i { $expected }, inte i { $unit }. Skriv kvantiteten i { $expected }.

## Koddelar och regler

refusal-dimension-unknown = Koddelen { $dimension } går inte att använda här: den finns inte, är indirekt eller gäller inte den dagen. Ta bort värdet, eller välj en annan koddel.
refusal-dimension-twice = Koddelen { $dimension } står två gånger på raden. Ta bort det ena värdet.
refusal-value-malformed = Värdet { $value } kan inte stå i koddelen { $dimension }: det är för långt, börjar eller slutar med blanksteg eller har ett av tecknen | och =. Skriv ett annat.
refusal-value-unknown = Värdet { $value } finns inte i koddelen { $dimension }. Skriv ett värde som finns i dess register.
refusal-value-expired = Värdet { $value } i koddelen { $dimension } gäller inte den { $date }. Välj ett värde som gäller då.
refusal-value-expired-successor = Värdet { $value } i koddelen { $dimension } gäller inte den { $date }. Det har ersatts av { $successor }; använd det.
refusal-value-mandatory = Koddelen { $dimension } saknas på konto { $account }. Regeln { $rule } kräver den. Skriv ett giltigt värde.
refusal-value-forbidden = Koddelen { $dimension } ska vara tom på konto { $account }, enligt regeln { $rule }. Ta bort värdet { $value }.
refusal-value-fixed = Koddelen { $dimension } ska vara { $fixed }, enligt regeln { $rule }. Byt ut { $value }, eller lämna fältet tomt.
refusal-value-not-allowed = Värdet { $value } är inte tillåtet i koddelen { $dimension }. Regeln { $rule } tillåter { $allowed }.
refusal-account-forbidden = Konto { $account } får inte användas på raden, enligt regeln { $rule }. Välj ett annat konto.
refusal-account-not-allowed = Konto { $account } får inte användas på raden. Regeln { $rule } anvisar i stället { $allowed }.
refusal-accounts-apart = Konto { $account } får inte stå i samma verifikation som konto { $other } på rad { $line }, enligt regeln { $rule }. Byt det ena kontot, eller bokför händelserna var för sig.

## Belopp och valuta

refusal-currency-missing = Raden har ett valutabelopp men ingen valuta. Skriv valutan, eller ta bort beloppet.
refusal-currency-unknown = Valutan { $currency } finns inte i registret. Rätta koden, eller be den som sköter registren att lägga upp den.
warning-rate-differs = Beloppet är { $amount }, men till den registrerade kursen för { $currency } blir det { $expected }. Rätta beloppet, eller godta det med ett skäl.
refusal-amount-overflow = Beloppen är tillsammans större än vad bokföringen rymmer. Kontrollera antalet siffror.
refusal-unbalanced = Debet är { $debit } och kredit { $credit }, en skillnad på { $difference }. Rätta beloppen så att skillnaden blir noll.

## Underlag och filer

refusal-beyond-reach = Raden ligger utanför det du får bokföra: rollen gäller bara { $rows }, och raden har ett annat värde i { $dimension } eller saknar ett. Rätta raden, be någon som har en roll för den, eller läs på sidan Varför får jag, varför får jag inte? vad rollen omfattar.
refusal-nothing-within-reach = Ingen rad i verifikationen ligger inom det du får bokföra: rollen gäller bara { $rows }. Lägg till en rad som gör det, eller be någon som har en roll utan villkoret att bokföra.
refusal-attachment-missing = Underlaget { $name } har inte kommit fram. Bifoga det igen.
refusal-attachment-none = Ingen fil är vald. Välj en eller flera filer och lägg till dem.
refusal-attachment-empty = Filen { $name } är tom. Kontrollera att det är rätt fil, och lägg till den igen.
refusal-attachment-too-large = Filen { $name } är större än { $max } MB. Dela upp den eller spara den mindre, och lägg till den igen.
refusal-attachment-program = Filen { $name } är ett program eller skript och tas inte emot. Bifoga underlaget som PDF, bild eller annat dokument.
refusal-attachment-kind-unknown = Filen { $name } har ett format som inte tas emot. Spara den som PDF, bild, text, kalkylblad, XML eller e-post, och lägg till den igen.
refusal-file-known = Filen { $name } är redan bokförd. Inget har ändrats. Kontrollera att det är rätt fil.

## Rättelser

refusal-voucher-unknown = Verifikationen { $number } finns inte. Kontrollera serie, år och nummer.
refusal-voucher-empty = Numret { $number } är annullerat och har inga rader att rätta. Bokför händelsen som en ny verifikation.
refusal-already-corrected = Rad { $line } är redan rättad av { $by }. Blev det fel rättar du { $by }.
refusal-line-unknown = Verifikationen har ingen rad { $line }. Välj en rad som finns.
refusal-line-generated = Rad { $line } har lagts till av en regel. Kontera om rad { $cause }, som orsakade den, så följer den med.
refusal-line-of-run = Rad { $line } bokfördes när regeln { $rule } kördes för perioden och följer vad regeln kräver. Kontera om raden som regeln bygger på och kör regeln igen.
refusal-nothing-changed = Omkonteringen flyttar ingenting. Välj minst en rad och ge den en annan kontering.
refusal-part-too-large = Det som flyttas från rad { $line }, { $amount }, är mer än raden eller har omvänt tecken. Skriv högst radens belopp, med samma tecken.

## Utkast

refusal-draft-gone = Utkast { $draft } är redan bokfört eller borttaget. Sök upp verifikationen, eller börja på ett nytt utkast.
refusal-draft-changed = Utkast { $draft } har ändrats av { $by } sedan du öppnade det. Jämför med den nya versionen; det du har skrivit finns kvar här.
refusal-draft-others = Utkast { $draft } ligger hos { $owner }. Be { $owner } att parkera det eller lämna över det.
refusal-draft-too-large = Utkastet är större än { GROUPED($max) } byte. Dela upp verifikationen, eller läs in den från en fil.

## Mallar

refusal-template-name-malformed = Mallens namn saknas, är längre än { $max } tecken eller har tecken som inte syns. Skriv ett kort namn på en rad.
refusal-template-too-long = Mallen har fler än { GROUPED($max) } rader. Ta bort rader, eller läs in verifikationen från en fil.
refusal-template-name-taken = Namnet { $name } är upptaget av { $owner }. Välj ett annat.
refusal-template-unknown = Det finns ingen mall { $name } som du kan använda. Välj en ur listan.
refusal-template-others = Mallen { $name } är sparad av { $owner }, och bara den som sparat en mall tar bort den. Be { $owner }.

## Öppna poster

refusal-account-not-followed = Konto { $account } följs inte post för post. Välj ett konto med öppna poster, eller be den som sköter registren att ändra kontot.
refusal-pair-parts-missing = Inga poster är valda. Välj dem som hör ihop.
refusal-too-many-parts = Det är fler än { GROUPED($max) } poster. Para ihop dem i flera omgångar.
refusal-pair-line-unknown = Posten finns inte i grundboken. Hämta de öppna posterna på nytt och välj igen.
refusal-pair-other-account = Posten står på konto { $account }. Bara poster på samma konto paras ihop.
refusal-pair-opening-repeated = Posten är en ingående balans som upprepar det som redan står öppet. Välj posten från det år den kom till.
refusal-pair-line-twice = Posten är vald två gånger. Ta bort den ena.
refusal-pair-beyond-open = Av posten är { $open } öppet, och { $amount } kan inte paras ihop. Skriv högst det öppna beloppet, med samma tecken.
refusal-pair-not-zero = Posterna blir tillsammans { $sum }, och de ska ta ut varandra. Ändra ett belopp, eller bokför skillnaden först.
refusal-pairing-unknown = Ihopparning { $pairing } finns inte. Välj en ur listan.
refusal-pairing-undoes = Ihopparning { $pairing } upphäver en annan och kan inte själv upphävas. Posterna är öppna; para ihop dem på nytt.
refusal-pairing-undone = Ihopparning { $pairing } är redan upphävd av { $by }. Posterna är öppna; para ihop dem på nytt.

## Register

refusal-account-malformed = { $account } är inget kontonummer. Skriv en till tio siffror.
refusal-name-malformed = Benämningen på { $subject } saknas, är för lång eller har tecken som inte syns. Skriv en på högst 200 tecken.
refusal-validity-reversed = { $subject } slutar gälla före sin första dag. Byt plats på datumen.
refusal-account-kind-in-use = Konto { $account } är bokfört på, och dess slag avgör om saldot förs till nästa år. Lägg upp ett nytt konto i stället.
refusal-position-out-of-range = En koddel har plats 1 till 12, inte { $position }. Välj en ledig plats.
refusal-dimension-code-taken = Koden { $code } är upptagen eller har tecken som inte får stå där. Skriv en annan, med bokstäver och siffror.
refusal-dimension-in-use = Koddelen { $code } har värden och kan inte bli direkt eller indirekt. Lägg upp en ny koddel.
refusal-circular = { $subject } leder tillbaka till sig själv. Ändra vad den ligger under eller utgår från.
refusal-node-twice = { $node } står två gånger i hierarkin. Ta bort den ena, eller ge den ett annat namn.
refusal-parent-unknown = { $node } ligger under { $parent }, som inte finns i hierarkin. Lägg till { $parent }, eller flytta { $node }.
refusal-series-malformed = { $series } kan inte vara namn på en serie. Skriv högst 20 tecken utan snedstreck och utan blanksteg i början eller slutet.
refusal-series-in-use = Serien { $series } har nummer, så vem som numrerar den kan inte ändras. Lägg upp en ny serie.
refusal-currency-malformed = { $currency } är ingen valutakod. Skriv tre stora bokstäver, till exempel EUR, och noll till fyra decimaler.
refusal-rate-malformed = Kursen för { $currency } ska vara större än noll, och valutan ska finnas i registret. Rätta kursen, eller lägg upp valutan först.
refusal-relation-unknown = Det finns ingen relation { $relation }. Rätta koden, eller lägg upp relationen först.
refusal-requirement-misplaced = Regeln { $rule } kan inte ha kravet { $requirement } på { $dimension }. Av KONTO kan krävas forbidden, allowed eller apart, av andra koddelar allt utom apart.
refusal-requirement-of-line = Regeln { $rule } kan inte ha kravet { $requirement } bara i vissa verifikationstyper: ett värde som fylls i eller föreslås följer raden. Ta bort verifikationstyperna, eller välj ett annat krav.
refusal-account-unusable = Regeln { $rule } pekar på kontot { $account }, som inte finns, inte går att bokföra på eller upphör före regeln. Välj ett annat konto, eller låt regeln upphöra tidigare.
refusal-shares-unbalanced = Andelarna i regeln { $rule } går inte jämnt upp: det som bokförs i debet ska vara lika mycket som i kredit, och ingen andel får vara noll. Rätta andelarna.
refusal-vat-rate-out-of-range = Regeln { $rule } ska ha en momssats över noll och högst { $max } promille. Rätta satsen.
refusal-version-kept = Version { $version } av regeln { $rule } kan inte sparas: en version som finns ändras inte, och nästa version ska följa på den senaste. Lägg upp ändringen som en ny version.
refusal-opening-beyond-reach = Ingående balans gäller hela redovisningsföretaget, men rollen gäller bara { $rows }. Välj en annan period, eller be någon som har en roll utan villkoret att bokföra.
refusal-value-beyond-reach = Värdet { $value } i { $dimension } ligger utanför det du får ändra: rollen gäller bara { $rows }. Välj ett värde som du har, eller be någon med en roll utan villkoret att ändra det.
refusal-version-overlaps = Version { $version } av regeln { $rule } gäller också någon av dagarna. Låt den upphöra dagen innan den nya börjar gälla.
refusal-year-overlaps = Räkenskapsåret { $year } möter ett annat eller har redan ett med samma nummer. Rätta dagarna.
refusal-statement-malformed = Kontointervallet på raden { $line } slutar före sin början. Byt plats på kontona.

## Redovisningsföretag

refusal-entity-code-malformed = { $code } kan inte vara ett företags kod. Skriv högst 20 tecken: bokstäverna a–z, siffror och bindestreck.
refusal-entity-name-missing = Företagets namn saknas. Skriv det.
refusal-org-number-malformed = { $number } är inget organisationsnummer. Skriv tio siffror, till exempel 202100-5026.
refusal-entity-code-taken = Koden { $code } är upptagen. Välj en annan.

refusal-chart-column-twice = Kolumnerna { $first } och { $column } betyder samma sak. Ta bort den ena.
refusal-chart-account-twice = Kontot { $account } finns redan på rad { $first }. Ta bort den ena raden.
refusal-chart-kind-unknown = { $value } är inget kontoslag. Skriv tillgång, skuld, intäkt, kostnad eller internkonto.
refusal-chart-kind-unclear = Kontot { $account } är nytt, och kontoplanens närmaste konton visar inte entydigt vilket slag det är. Lägg till en kolumn för kontoslag och fyll i den.
refusal-chart-posting-unknown = { $value } säger inte vad som får bokföras på kontot. Skriv open, budget_only eller heading.
refusal-chart-date-malformed = Datumet { $value } finns inte. Skriv till exempel 2026-01-01.
refusal-chart-truth-malformed = { $value } är varken ja eller nej. Skriv ja eller nej.

refusal-group-name-missing = Gruppen saknar namn, eller namnet har styrtecken. Skriv ett namn.
refusal-group-entity-unknown = Det finns inget redovisningsföretag { $entity } som du får lägga i en grupp. Kontrollera koden.
refusal-group-entity-twice = { $entity } står två gånger i gruppen. Ta bort den ena.

# Förslag

proposal-kind-period-reopen = Öppna en stängd period
proposal-kind-posting-rule-change = Ändra en konteringsregel

# Personuppgifter

warning-value-restricted = Uppgifterna om { $value } i { $dimension } är begränsade och ska inte användas i nya poster. Måste det ändå göras, till exempel för en rättelse, ange skälet.

# Sekretess

refusal-extract-nobody-named = Ingen användare och inget värde heter så. Skriv ett användarnamn, ett personnummer eller hela namnet.
refusal-secrecy-statute-missing = Paragrafen saknas eller är för lång. Ange den i högst { $max } tecken, till exempel 18 kap. 1 § OSL.
refusal-secrecy-reason-missing = Skälet saknas eller är för långt. Skriv det i högst { $max } tecken, på en rad.
refusal-secrecy-dates-backward = Sista dagen ligger före den första. Byt plats på dem.
refusal-secrecy-subject-unknown = { $subject } finns inte. Ange verifikationens nummer, utkastets nummer eller underlagets kontrollsumma.
refusal-secrecy-already-marked = { $subject } är redan sekretessmarkerad. Inget har ändrats.
refusal-secrecy-number-unknown = Det finns ingen gällande markering med nummer { $number }. Hämta listan på nytt.
