# Inläsning och utskrift av SIE-filer.

refusal-sie-year-missing = Filen anger inget räkenskapsår (#RAR). Be avsändaren om en fil med #RAR, eller lägg upp räkenskapsåret först.
refusal-sie-year-malformed = Räkenskapsåret { $from }–{ $to } är inte hela månader, högst arton. Rätta #RAR i filen.
refusal-sie-date-outside-years = Datumet { $date } ligger utanför filens och företagets räkenskapsår. Rätta datumet, eller lägg upp räkenskapsåret.
refusal-sie-currency-other = Filen är i { $currency }, men bokföringen förs i en annan valuta. Läs in den i ett företag med samma valuta.
refusal-sie-too-many-dimensions = Det finns ingen plats för dimension { $number }: tolv koddelar är flest. Ta bort en dimension ur filen, eller ge den ett nummer som en befintlig koddel har.
refusal-sie-numbers-taken = Serien { $series } har redan nummer till och med { $number }, och filens nummer följer inte efter. Läs in filen i ett tomt företag, eller byt serie i filen.
refusal-sie-opening-overflow = Summan av filens ingående balanser är större än bokföringen rymmer. Rätta beloppen i #IB.
refusal-sie-opening-taken = Räkenskapsåret { $year } har redan ingående balanser. Ta bort #IB ur filen, eller läs in den i ett tomt företag.
refusal-year-unknown = Det finns inget räkenskapsår { $year }. Ange ett år som är upplagt.
