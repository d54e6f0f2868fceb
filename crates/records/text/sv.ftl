# Arkiv och gallring.

## Paket

refusal-records-target-exists = { $folder } finns redan. Ange en mapp som inte finns.
refusal-records-not-a-package = { $folder } har ingen läsbar manifest.json. Ange mappen som paketet skrevs till.
refusal-records-other-format = Paketet är av slaget { $found }, som inte läses här. Ange ett paket av rätt slag, eller använd en version av Kameral som läser det.
refusal-records-package-damaged = { $path } stämmer inte med paketets manifest, ett av { $count } fel. Hämta paketet på nytt där det gjordes.
refusal-records-other-version = Tabellerna har inte samma version: { $migration } finns bara på den ena sidan. Använd samma version av Kameral som gjorde paketet.
refusal-records-not-clean = Tabellen { $table } har redan rader. Läs in i en tom databas, innan något annat görs i den.
refusal-records-row-malformed = { $path }, rad { $line }, passar inte i sin tabell. Hämta paketet på nytt där det gjordes.
refusal-records-year-unknown = Räkenskapsåret { $year } finns inte. Välj ett år som har lagts upp.
refusal-records-stopped = Arbetet stoppades och inget är kvar av det. Kör det igen när det passar.

## PDF

records-pdf-page = Sida { $page } av { $pages }
records-pdf-as-of = Framställd per { $day }
records-pdf-documentation = Systemdokumentation

## Fel i ett paket

records-damage-missing = Filen saknas.
records-damage-unlisted = Filen står inte i manifestet.
records-damage-changed = Innehållet är ändrat.
records-damage-lists-differ = Listan över hashar säger annat än manifestet.
records-damage-records = Antalet poster är ett annat.
records-damage-sum = Summan är en annan.
records-damage-unreadable = Raden kan inte läsas.
records-damage-unbalanced = Verifikationens rader balanserar inte.
records-damage-chain = Verifikationens hash följer inte av dess innehåll.
records-damage-ledger = Huvudboken säger annat än grundboken.

## Gallring

refusal-records-not-disposable = { $record } är inget som kan gallras. Välj en handlingstyp vars bevarandeklass medger gallring.
refusal-disposal-reference-missing = Beslutets beteckning saknas. Ange myndighetens beteckning på gallringsbeslutet.
refusal-disposal-decision-ahead = Beslutsdagen { $decided_on } har inte kommit. Ange dagen då myndigheten beslutade.
refusal-disposal-retention-runs = Bevarandetiden går ut tidigast { $earliest_on }. Ange den dagen eller en senare, eller ett tidigare år.
refusal-disposal-series-of-none = Serier gäller bara verifikationstexter, inte { $record }. Ta bort serierna eller välj verifikationstexter.
refusal-disposal-series-unknown = Serien { $series } finns inte. Ange serier som är upplagda, med mellanslag emellan.
refusal-disposal-voucher-damaged = Verifikationen { $voucher } stämmer inte med sitt sigill, och inget gallras ur skadade böcker. Kör kameral check och red ut felet först.
refusal-disposal-decision-unknown = Gallringsbeslut { $decision } finns inte. Välj ett av de beslut som är upplagda.
refusal-disposal-already-decided = Om förslag { $decision } är redan beslutat. Lägg ett nytt förslag om något annat ska gälla.
refusal-disposal-same-person = Den som föreslog { $decision } beslutar inte om det. Be en annan person besluta.
refusal-disposal-not-approved = Gallringsbeslut { $decision } är inte godkänt av en andra person. Be någon annan än den som föreslog att besluta.
refusal-disposal-too-early = Gallringsbeslut { $decision } får verkställas tidigast { $earliest_on }. Vänta till den dagen.
refusal-disposal-held = Gallringsstopp { $hold } gäller: { $reason } Häv stoppet först, om det inte längre behövs.
refusal-hold-reason-missing = Skälet saknas. Ange varför gallringen ska stoppas eller stoppet hävas.
refusal-hold-reversed = Stoppet slutar innan det börjar. Byt ordning på dagarna eller åren.
refusal-hold-voucher-unknown = Verifikationen { $voucher } finns inte. Ange numret som A-2026-17.
refusal-hold-voucher-of-none = Ett stopp på en verifikation når dess underlag och texter, inte { $record }. Välj ett av dem eller lämna slaget tomt, eller stoppa { $record } för ett år.
refusal-hold-unknown = Gallringsstopp { $hold } finns inte eller är redan hävt. Välj ett stopp som gäller.

## Sidor

records-ways = Arkiv och gallring
records-archive = Arkiv
records-archive-lead = Arkivpaket som är gjorda, ett för varje räkenskapsår. De görs och kontrolleras på kommandoraden: kameral archive make och kameral archive verify.
records-disposal = Gallring
records-disposal-lead = Inget gallras utan myndighetens beslut, som en person lägger in och en annan godkänner, och aldrig före dagen i beslutet. Hash, dag och beslut blir kvar för allt som gallras.
records-holds = Gallringsstopp
records-holds-lead = Ett stopp hindrar all gallring som det träffar, tills det hävs eller dess sista dag har gått.
records-number = Nummer
records-year = År
records-as-of = Per
records-files = Filer
records-bytes = Byte
records-made = Gjort
records-verified = Kontrollerat
records-folder = Mapp
records-never-verified = Inte kontrollerat
records-no-packages = Inget arkivpaket är gjort.
records-type = Handlingstyp
records-type-all = Alla
records-reference = Beteckning
records-decided-on = Beslutsdag
records-through-year = Till och med år
records-earliest-on = Tidigast
records-series = Serier
records-series-help = Bara för verifikationstexter: de serier vars texter handlar om personer, med mellanslag emellan. Tomt är alla serier.
records-every-series = alla serier
records-proposed-by = Föreslaget
records-verdict = Beslut
records-act = Åtgärd
records-waiting = Väntar på beslut
records-approved = Godkänt
records-rejected = Avslaget
records-approve = Godkänn
records-reject = Avslå
records-run = Gallra
records-ran = Gallrat: { $disposed } handlingar, { $bytes } byte. Kvar på grund av stopp: { $held }.
records-decisions = Gallringsbeslut
records-no-decisions = Inget gallringsbeslut är inlagt.
records-propose = Föreslå
records-new-decision = Nytt gallringsbeslut
records-classes = Bevarandeklasser
records-class = Klass
records-kept = Bevaras
records-years = { $years } år
records-source = Stöd
records-note = Anmärkning
records-log = Gallrat
records-no-log = Inget är gallrat.
records-disposed-at = När
records-about = Hörde till
records-decision = Beslut nr
records-reach = Omfattar
records-reason = Skäl
records-valid = Gäller
records-state = Läge
records-no-holds = Inget stopp är inlagt.
records-every-year = Alla år
records-lifted = Hävt
records-not-today = Gäller inte i dag
records-stands = Gäller
records-lift = Häv
records-lift-reason = Skäl att häva
records-year-from = Från år
records-year-to = Till år
records-voucher = Verifikation
records-voucher-help = Ett nummer som A-2026-17 håller kvar underlagen till den verifikationen och dess texter.
records-from = Från dag
records-to = Till dag
records-hold = Lägg stopp
records-new-hold = Nytt stopp
