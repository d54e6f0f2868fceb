# Inläsning och utskrift av SIE-filer.

refusal-import-year-missing = Filen anger inget räkenskapsår (#RAR). Be avsändaren om en fil med #RAR, eller lägg upp räkenskapsåret först.
refusal-import-year-malformed = Räkenskapsåret { $from }–{ $to } är inte hela månader, högst arton. Rätta #RAR i filen.
refusal-import-date-outside-years = Datumet { $date } ligger utanför filens och företagets räkenskapsår. Rätta datumet, eller lägg upp räkenskapsåret.
refusal-import-currency-other = Filen är i { $currency }, men bokföringen förs i en annan valuta. Läs in den i ett företag med samma valuta.
refusal-import-too-many-dimensions = Det finns ingen plats för dimension { $number }: tolv koddelar är flest. Ta bort en dimension ur filen, eller ge den ett nummer som en befintlig koddel har.
refusal-import-numbers-taken = Serien { $series } har redan nummer till och med { $number }, och filens nummer följer inte efter. Läs in filen i ett tomt företag, eller byt serie i filen.
refusal-import-opening-overflow = Summan av filens ingående balanser är större än bokföringen rymmer. Rätta beloppen i #IB.
refusal-import-opening-taken = Räkenskapsåret { $year } har redan ingående balanser. Ta bort #IB ur filen, eller läs in den i ett tomt företag.
refusal-year-unknown = Det finns inget räkenskapsår { $year }. Ange ett år som är upplagt.
