# Varför något om anslag, inkomsttitlar och bemyndiganden nekas, och vad man gör åt det.

## Registret

refusal-appropriation-dimension-missing = Koddelen { $dimension } finns inte i ekonomimodellen. Lägg upp den innan anslag registreras.
refusal-appropriation-positions-taken = Alla platser för koddelar är tagna, så koddelen { $dimension } får ingen. Ta bort en koddel som inte används.
refusal-appropriation-item-malformed = Beteckningen { $item } kan inte användas. Skriv högst 20 tecken som i regleringsbrevet, till exempel 1:5 ap.1.
refusal-appropriation-item-unknown = { $item } finns inte i registret över anslag och inkomsttitlar. Rätta beteckningen, eller lägg upp posten.
refusal-appropriation-name-missing = Namnet saknas. Skriv det som det står i regleringsbrevet.
refusal-appropriation-text-malformed = Texten är längre än { GROUPED($max) } tecken eller har tecken som inte syns. Skriv den kortare, på en rad.
refusal-appropriation-validity-reversed = { $item } slutar gälla innan den börjar. Rätta datumen.
refusal-appropriation-kind-changed = { $item } är redan registrerad som något annat. Ett anslag blir inte en inkomsttitel; välj en annan beteckning.
refusal-appropriation-parent-unknown = { $parent } finns inte, så inget kan vara en del av den. Lägg upp den först, eller rätta beteckningen.
refusal-appropriation-parent-other = { $parent } kan inte ha denna post som del: den är av annat slag, eller själv en del av posten. Välj en annan.
refusal-appropriation-too-deep = Delarna får stå i högst { $max } nivåer. Lägg posten högre upp.
refusal-appropriation-financier-unknown = Finansiären { $financier } finns inte i registret. Lägg upp värdet i koddelen först, eller rätta det.
refusal-appropriation-link-days = Kopplingen till finansiären { $financier } måste gälla hela månader. Börja den första och sluta den sista dagen i en månad.
refusal-appropriation-link-taken = Finansiären { $financier } är kopplad till { $item } samma dagar. Avsluta den kopplingen, eller välj andra dagar.
refusal-appropriation-link-of-parent = Finansiären { $financier } kan inte kopplas till en post som har delar: { $part } gäller samma dagar. Koppla finansiären till delen.
refusal-appropriation-year-unknown = Budgetåret { $year } finns inte. Lägg upp räkenskapsåret, eller rätta året.

## Belopp och villkor

refusal-appropriation-title-has-no-amounts = { $item } är en inkomsttitel och tilldelas inga belopp. Välj ett anslag.
refusal-appropriation-item-has-parts = { $item } har delar under året, bland dem { $part }. Registrera beloppet på delarna.
refusal-appropriation-amount-sign = { $kind ->
    [allotment] En tilldelning
    [overrun] Utnyttjad del av ett medgivet överskridande
    [withdrawal] En indragning
   *[other] Ett belopp
 } kan inte ha det beloppet. { $kind ->
    [withdrawal] Skriv det med minustecken.
   *[other] Skriv ett belopp som inte är noll; tilldelning och överskridande utan minustecken.
 }
refusal-appropriation-amount-too-large = Beloppet är större än { $max }. Rätta beloppet.
refusal-appropriation-document-missing = Underlaget saknas. Skriv vilket regleringsbrev eller beslut det gäller.
refusal-appropriation-movement-unknown = Händelse { $movement } finns inte. Rätta numret.
refusal-appropriation-movement-takes-back = Händelse { $movement } återtar själv en annan. Registrera en ny händelse i stället.
refusal-appropriation-movement-taken = Händelse { $movement } är redan återtagen av { $by }. Inget mer behöver göras.
refusal-appropriation-term-out-of-range = Värdet kan inte användas. Skriv promille från 0 till 1000, budgetår från 0 till 99, och belopp utan minustecken.
refusal-appropriation-nothing-begins = Inget återstår att föra till { $year }. Varje anslag har redan sitt ingående belopp, eller slutade på noll.

## Bemyndiganden

refusal-commitment-counterparty-missing = Motparten saknas. Skriv mot vem åtagandet gäller.
refusal-commitment-amount-not-positive = Beloppet måste vara större än noll. Rätta det.
refusal-commitment-year = Året { $year } står två gånger, eller ligger före beslutet. Rätta fördelningen per år.
refusal-commitment-years-sum = Fördelningen per år blir { $sum }, men åtagandet är { $total }. Rätta fördelningen eller beloppet.
refusal-commitment-beyond-frame = Åtagandet { $asked } ryms inte: av bemyndiganderamen { $frame } för { $item } återstår { $left }. Minska åtagandet, eller registrera en ny ram när regeringen har beslutat den.
warning-commitment-beyond-tenth = Utan bemyndiganderam får åtaganden för { $item } vara högst { $most }, och { $left } återstår för de { $asked } som begärs. Minska åtagandet, eller godta det med skälet som anteckning.
refusal-commitment-unknown = Åtagande { $commitment } finns inte. Rätta numret.
refusal-commitment-event-before = Dagen ligger före beslutet om åtagande { $commitment }. Rätta dagen.
refusal-commitment-reason-missing = Skälet saknas. Skriv som anteckning varför åtagandet görs ändå.
refusal-commitment-beyond-outstanding = Bara { $outstanding } är utestående av åtagandet, men { $asked } begärs. Rätta beloppet.
refusal-commitment-line-unknown = Rad { $line } i verifikation { $voucher } finns inte. Rätta numret.
refusal-commitment-line-settled = Rad { $line } i verifikation { $voucher } har redan infriat åtagande { $commitment }. Välj en annan rad.

## Bokföring utöver krediten

refusal-appropriation-beyond-credit = { $item } har { $left } kvar med anslagskredit, men { $asked } skulle belasta anslaget. Välj en annan finansiär, minska beloppet, eller registrera det beslut som ger mer.
refusal-appropriation-beyond-credit-untold = { $item } har mindre kvar med anslagskredit än de { $asked } som skulle belasta anslaget. Välj en annan finansiär, minska beloppet, eller be den som sköter anslagen.
warning-appropriation-beyond-credit = { $item } har { $left } kvar med anslagskredit, men { $asked } skulle belasta anslaget. Välj en annan finansiär, minska beloppet, eller godta det med ett skäl.
warning-appropriation-beyond-credit-untold = { $item } har mindre kvar med anslagskredit än de { $asked } som skulle belasta anslaget. Välj en annan finansiär, minska beloppet, eller godta det med ett skäl.
