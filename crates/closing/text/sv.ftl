# Varför ett bokslut eller en omföring nekas, och vad man gör åt det.

refusal-closing-year-unknown = Räkenskapsåret { $year } finns inte. Välj ett år som finns, eller be den som sköter registren att lägga upp året.
refusal-closing-period-unknown = Perioden { $period } finns inte i något räkenskapsår, eller är en ingående period. Välj en månad eller en bokslutsperiod.
refusal-closing-year-locked = Året { $year } är låst: alla dess perioder är stängda. Öppna perioden { $period } med ett skäl, och kör bokslutet igen.
refusal-closing-next-year-missing = Räkenskapsåret { $year } finns inte, så det finns ingenstans att bokföra ingående balanser. Lägg upp året, och kör bokslutet igen.
refusal-closing-year-before-open = Resultatet för { $year } är inte bokfört mot kapitalet, så senare år har inget att öppna med. Kör bokslutet för { $year } först.
refusal-closing-balances-differ = Balanserna för { $year } summerar till { $difference } och inte till noll. Nollställ interna konton och konton utanför resultat och balans, och kör bokslutet igen.
refusal-closing-no-state-account = Företagets regelverk har ingen avräkning med statsverket. Omföringar behövs inte här.
refusal-closing-financier-unknown = Finansiären { $financier } finns inte. Rätta koden, eller lägg upp värdet i registret.
refusal-closing-amount-negative = Beloppet för finansiären { $financier } är negativt. Skriv beloppet utan minustecken.
refusal-closing-dimension-unknown = Koddelen { $dimension } finns inte. Skriv koden som den står i registret, till exempel FIN.
refusal-closing-overflow = Beloppen är tillsammans större än ett belopp kan vara. Se efter vilken verifikation som är orimlig, och rätta den.
