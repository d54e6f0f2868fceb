# Rapporter: rubriker, kolumner, noter, och varför en rapport inte kan tas ut.

report-trial-balance = Råbalans
report-trial-balance-about = Ingående saldo, debet, kredit och utgående saldo per konto eller koddel.
report-general-ledger = Huvudbok
report-general-ledger-about = Varje rad konto för konto, med ingående saldo, löpande saldo och utgående saldo.
report-journal = Grundbok
report-journal-about = Verifikationerna med sina rader i den ordning de registrerades.
report-account-specification = Kontospecifikation
report-account-specification-about = Vad varje balanskontos utgående saldo består av.
report-voucher = Verifikation
report-voucher-about = En verifikation med alla rader, och vad den rättar eller rättas av.
report-income-statement = Resultaträkning
report-income-statement-about = Verksamhetens intäkter och kostnader, uppbörd, transfereringar och årets kapitalförändring, rad för rad.
report-balance-sheet = Balansräkning
report-balance-sheet-about = Tillgångar, kapital och skulder, rad för rad, med ingående och utgående balans.
report-income-statement-scode = Resultaträkning per S-kod
report-income-statement-scode-about = Resultaträkningens rader med sina S-koder.
report-balance-sheet-scode = Balansräkning per S-kod
report-balance-sheet-scode-about = Balansräkningens rader med sina S-koder.
report-state-account = Avräkning med statsverket
report-state-account-about = Uppbörd, anslag och betalningar mot statens centralkonto: fordran eller skuld per del.
report-cash-flow = Finansieringsanalys
report-cash-flow-about = Vad som förändrat kassa och bank: drift, investeringar, utlåning, uppbörd och transfereringar.
report-capital-change = Årets kapitalförändring
report-capital-change-about = Balanserad kapitalförändring, årets förändring och utgående balans per verksamhet och finansiär.
report-appropriation-specification = Specifikation av anslagsutfall
report-appropriation-specification-about = Vad som redovisats mot anslag, konto för konto, per anslag och finansiär.
report-capital-specification = Specifikation av kapitalförändring
report-capital-specification-about = Kontona för kapitalförändring, per verksamhet och finansiär.
report-state-capital-specification = Specifikation av statskapital
report-state-capital-specification-about = Statskapitalet, per finansiär och verksamhet.
report-settlement-specification = Specifikation av avräkning med statsverket
report-settlement-specification-about = Kontona för avräkning med statsverket, per finansiär.
report-real-economic-distribution = Realekonomisk fördelning
report-real-economic-distribution-about = Hela verksamheten och varje anslag på S-koder, med 9-konton upplösta, bredvid det som redovisats mot anslaget.
report-appropriation-matrix = S-kod per anslag
report-appropriation-matrix-about = En rad per S-kod och en kolumn per anslag, med det som redovisats och skillnaden.
report-nine-accounts = Upplösning av 9-konton
report-nine-accounts-about = Hur fördelade löner och gemensamma kostnader löses upp på S-koder, bredvid verkligt utfall.

report-column-account = Konto
report-column-name = Beskrivning
report-column-opening = Saldo föregående period
report-column-debit = Debet denna period
report-column-credit = Kredit denna period
report-column-period = Denna period
report-column-closing = Saldo utgående denna period
report-column-quantity-period = Volym denna period, { $unit }
report-column-quantity-closing = Volym utgående, { $unit }
report-column-debit-short = Debet
report-column-credit-short = Kredit
report-column-balance = Saldo
report-column-date = Datum
report-column-voucher = Verifikation
report-column-text = Text
report-column-values = Koddelar
report-column-quantity = Volym
report-column-unit = Enhet
report-column-seq = Ordning
report-column-period-code = Period
report-column-registered = Registrerad av
report-column-line = Rad
report-column-currency = Valuta
report-column-currency-minor = Belopp i valutans minsta enhet
report-column-rule = Konteringsregel
report-column-corrected-by = Rättad av
report-column-s-code = S-kod
report-column-form-line = Rad
report-column-form-opening = Ingående balans
report-column-form-change = Förändring
report-column-form-closing = Utgående balans
report-column-form-period = Perioden
report-column-accumulated = Ackumulerat i år
report-column-previous-year = Föregående år
report-column-amount = Belopp
report-column-capital-moved = Omfört i år
report-column-capital-change = Årets förändring
report-column-booked = Bokfört
report-column-dissolved = Upplösta 9-konton
report-column-outturn = Utfall
report-column-base = Verkligt utfall
report-column-base-percent = Andel av utfallet, %
report-column-dissolved-percent = Andel av det upplösta, %

report-row-opening = Ingående saldo
report-row-closing = Utgående saldo
report-row-quantity = Volym i perioden
report-row-unclosed = Ej omfört resultat från tidigare år
report-row-year-opening = Saldo vid årets ingång
report-row-assets = Tillgångar
report-row-capital-and-liabilities = Kapital och skulder
report-row-outside = Konto { $account } ligger på ingen rad: lägg in det i uppställningsformen
report-row-must-equal = Ska vara noll: { $sum } minus { $other }
report-row-capital-change = Ska vara noll: årets kapitalförändring i balansräkningen minus resultaträkningen
report-row-capital-lines = Ska vara noll: utgående balans minus balansräkningens rader
report-row-capital = Kapitalförändring
report-row-whole-operation = Hela verksamheten
report-row-whole-operation-sum = Summa hela verksamheten
report-row-other-financing = Annan finansiering
report-row-distributed = Fördelat på S-koder
report-row-charged = Redovisat mot anslag
report-row-charged-difference = Skillnad: redovisat mot anslag minus fördelat
report-row-nine-left = Ska vara noll: 9-konton som inte kunnat lösas upp
report-no-value = (inget värde)
report-total = Summa
report-page-total = Summa på sidan
report-more-lines = { $lines ->
    [one] En rad till finns i verifikationen.
   *[other] { GROUPED($lines) } rader till finns i verifikationen.
 }
report-control-counts = { $vouchers ->
    [one] En verifikation
   *[other] { GROUPED($vouchers) } verifikationer
 }, { $lines ->
    [one] en rad
   *[other] { GROUPED($lines) } rader
 }.
report-control-page-counts = På sidan: { $vouchers ->
    [one] en verifikation
   *[other] { GROUPED($vouchers) } verifikationer
 }, { $lines ->
    [one] en rad
   *[other] { GROUPED($lines) } rader
 } av { GROUPED($all) }.
report-next-page = Fler rader finns. Fortsätt med --after { $after }.

report-note-carried = År { $year } saknar bokförda ingående balanser. De är hämtade ur räkenskapsår { $years }.
report-note-unclosed = Resultat från tidigare år, { $amount }, är inte omfört till kapital och står på en egen rad.
report-note-unclosed-in-capital = Resultat från tidigare år, { $amount }, är inte omfört till kapital och ingår i raden för balanserad kapitalförändring.
report-note-no-year-before = Det finns inget räkenskapsår före det här, så kolumnen för föregående år är noll.
report-note-interest-credit = Räntekontot är överdraget med { $amount }, som står på raden för räntekontokredit.
report-note-cash-flow = Raderna är härledda ur kontoplanen: kostnader utan avskrivningar, investeringar som tillgångarnas förändring med avskrivningarna tillagda. Obetalda leverantörsskulder för investeringar har inga egna konton och ligger bland de kortfristiga skulderna.
report-note-without-s-code = Vissa konton saknar S-kod och står på rader utan. Lägg in S-koden på kontot.
report-note-dissolved-opened = Belopp som rymmer upplösta 9-konton öppnas på det som är bokfört på S-koden och på de 9-konton som lösts upp. Bara en del av 9-kontona ligger i rutan.
report-note-items = Konton med öppna poster specificeras med saldot vid årets ingång och årets rader.
report-note-hidden-lines = Verifikationen har rader som du inte får se; de saknas här.

report-reconciles-agrees = Stämmer med huvudboken.
report-reconciles-part = Stämmer med råbalansen för urvalet. Resten av huvudboken: { $rest }.
report-reconciles-differs = Stämmer inte med huvudboken. Skillnad: { $by }. Kontrollera böckerna med kameral check.

report-fact-entity = Redovisningsföretag
report-fact-periods = Period
report-fact-year = Räkenskapsår
report-fact-filter = Urval
report-fact-scope = Din behörighet
report-fact-as-of = Som det såg ut efter nummer
report-fact-seq-end = Registrerat till och med nummer
report-fact-run = Framställd
report-fact-currency = Belopp i
report-fact-number = Verifikation
report-fact-date = Datum
report-fact-event-date = Händelsedag
report-fact-period = Period
report-fact-kind = Verifikationstyp
report-fact-text = Text
report-fact-counterparty = Motpart
report-fact-registered-at = Registrerad
report-fact-registered-by = Registrerad av
report-fact-seq = Ordning
report-fact-source = Källa
report-fact-source-key = Nummer i källan
report-fact-link = Underlag
report-fact-corrects = Rättar
report-fact-reason = Skäl
report-fact-warnings = Godtagna varningar
report-fact-attachments = Bilagor

refusal-report-unknown = Det finns ingen rapport { $name }. Välj bland { $known }.
refusal-report-period-malformed = { $period } är ingen period. Skriv 202603, eller från och till: 202601..202612.
refusal-report-filter-malformed = Urvalet { $filter } går inte att läsa. Skriv koddel, likhetstecken och mönster: ORG=45?8.
refusal-report-pattern-malformed = Mönstret { $pattern } för { $key } går inte att läsa. Skriv ett värde, 45?8, 4*, 4011-4999, flera med komma emellan, "10-20" för precis det, eller ! framför det som inte ska med.
refusal-report-by-malformed = Det går inte att dela på { $by }. Skriv koddelar med komma emellan: account,ORG.
refusal-report-as-of-malformed = { $asof } är inget nummer i registreringsordningen. Numret står på varje rapport.
refusal-report-voucher-malformed = { $voucher } är inget verifikationsnummer. Skriv serie, räkenskapsår och nummer: A-2026-17.
refusal-report-place-malformed = { $after } är ingen plats i den här rapporten. Ta ut rapporten från början.
refusal-report-limit-malformed = { $limit } är inget antal rader. Skriv ett tal från 1 till { GROUPED($max) }.
refusal-report-not-offered = Rapporten { $report } har inget val { $option }. Ta bort det.
refusal-report-voucher-missing = Säg vilken verifikation som ska visas: A-2026-17.
refusal-report-years-missing = Det finns inget räkenskapsår. Lägg upp ett först.
refusal-report-period-outside-years = Perioden { $period } ligger inte i något räkenskapsår. Det finns { $years }.
refusal-report-range-over-years = { $period } ligger i två räkenskapsår, och saldon börjar om mellan dem. Ta ut { $first } och { $second } var för sig.
refusal-report-dimension-unknown = Det finns ingen koddel { $dimension }. Välj bland { $known }.
refusal-report-part-unknown = { $key } finns inte. Efter snedstrecket går det att skriva { $known }.
refusal-report-node-unknown = Ingen nod { $node } finns i { $key }. Välj en nod i hierarkin.
refusal-report-by-hierarchy = { $key } anger ingen nivå i hierarkin. Skriv en nivå, från { $first } överst till { $last }.
refusal-report-as-of-beyond-end = Registreringsordningen slutar på { $end }, så { $asof } finns inte än. Välj ett lägre nummer.
refusal-report-other-rules = Rapporten { $report } finns inte för regelverket { $rules }. Välj en annan rapport.
refusal-report-voucher-unknown = Det finns ingen verifikation { $voucher } som du får se. Kontrollera serie, år och nummer.

## Anslag, inkomsttitlar och bemyndiganden

report-appropriation = Anslagsredovisning
report-appropriation-about = Tilldelat, disponibelt, utgifter, inkomster och utgående belopp för varje anslag.
report-revenue-titles = Redovisning mot inkomsttitel
report-revenue-titles-about = Beräknat belopp och inkomster för varje inkomsttitel, och utgifter där bruttoredovisning är beslutad.
report-commitments = Redovisning av beställningsbemyndigande
report-commitments-about = Ram, ingående och utestående åtaganden, och de år då de väntas infrias.
report-column-appropriation = Anslag
report-column-revenue-title = Inkomsttitel
report-column-brought-forward = Ingående överföringsbelopp
report-column-allotment = Årets tilldelning enligt regleringsbrev
report-column-distributed = Fördelade anslagsbelopp
report-column-redirected = Omdisponerade anslagsbelopp
report-column-overrun = Utnyttjad del av medgivet överskridande
report-column-withdrawal = Indragning
report-column-disposable = Totalt disponibelt belopp
report-column-expenditure = Utgifter
report-column-income = Inkomster
report-column-outgoing = Utgående överföringsbelopp
report-column-saldo = Saldo
report-column-estimated = Beräknat belopp
report-column-frame = Tilldelat bemyndigande
report-column-commitments-opening = Ingående åtaganden
report-column-commitments-outstanding = Utestående åtaganden
report-column-frame-left = Återstår av ramen
report-note-other-decision = Av tilldelningen är { $amount } enligt annat beslut än regleringsbrevet.
report-note-unlinked = { $amount } är bokfört mot finansiärer som inget anslag och ingen inkomsttitel finansierar.
report-note-whole-agency = Beloppen gäller hela myndigheten. Behörigheten omfattar bara en del av den, så inga belopp visas.
report-note-other-terms = Andra finansiella villkor redovisas i not.

report-donations = Donationer
report-donations-about = Varje donation från mottagande till användning: ingående, mottaget, använt, återlämnat och vad som återstår.
report-fee-follow-up = Uppföljning enligt avgiftsförordningen
report-fee-follow-up-about = Intäkter enligt 4 § avgiftsförordningen under 24 månader, deras andel av förvaltningskostnaden och gränsen.
report-column-purpose = Ändamål
report-column-donation-received = Mottaget
report-column-donation-used = Använt
report-column-donation-returned = Återlämnat
report-column-donation-remaining = Återstår
report-column-donation-capital = Varav donationskapital
report-column-fee-income = Intäkter enligt 4 §
report-column-fee-cost = Förvaltningskostnad
report-column-fee-share = Andel av kostnaden, %
report-row-donation-missing = Ska vara noll: bokfört på donationskonton utan donation
report-row-fee-month = Månaden
report-row-fee-year = Månaderna { $months }
report-row-fee-above = Ska vara noll: intäkter över gränsen { $limit } procent av kostnaden
report-note-fee-above = Intäkterna enligt 4 § är { $share } procent av förvaltningskostnaden, mer än gränsen { $limit } procent. Minska verksamheten, eller begär ett bemyndigande för den av regeringen.
report-note-fee-months = Böckerna har { $months } månader. Gränsen gäller över längre tid än två år, så andelen av { $asked } månader kan bli en annan.
