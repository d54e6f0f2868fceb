# Arkiv och gallring.

## Paket

refusal-records-target-exists = { $folder } finns redan. Ange en mapp som inte finns.
refusal-records-not-a-package = { $folder } har ingen läsbar manifest.json. Ange mappen som paketet skrevs till.
refusal-records-other-format = Paketet är av slaget { $found }, som inte läses här. Ange ett paket av rätt slag, eller använd en version av Kameral som läser det.
refusal-records-package-damaged = { $path } stämmer inte med paketets manifest, ett av { $count } fel. Hämta paketet på nytt där det gjordes.
refusal-records-other-version = Tabellerna har inte samma version: { $migration } finns bara på den ena sidan. Använd samma version av Kameral som gjorde paketet.
refusal-records-not-clean = Tabellen { $table } har redan rader. Läs in i en tom databas, innan något annat görs i den.
refusal-records-row-malformed = { $path }, rad { $line }, passar inte i sin tabell. Hämta paketet på nytt där det gjordes.
refusal-records-rows-limited = Behörigheten gäller bara en del av raderna, och paketet ska ha alla. Be någon som ser allt att göra det.
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
