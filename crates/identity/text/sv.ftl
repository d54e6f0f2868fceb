# Behörighet och inloggning.

# Åtskillnad av uppgifter

duty-ways = Förslag och åtskillnad
duty-rules-title = Regler för åtskillnad
duty-rules-lead = Reglerna säger vad samma person inte får göra eller ha behörighet till. En ändring föreslås av en och beslutas av en annan.
duty-no-rules = Det finns inga regler.
duty-code = Kod
duty-rule = Regel
duty-kind = Skiljer åt
duty-kind-permissions = Behörigheter
duty-kind-acts = Kommandon på samma sak
duty-first = Det ena
duty-second = Det andra
duty-source = Källa
duty-state = Läge
duty-on = På
duty-off = Av
duty-switch-on = Slå på
duty-switch-off = Slå av
duty-which = Vad
duty-two-title = Kräver två personer
duty-kind-of-change = Ändring
duty-propose-rule = Föreslå att en regel slås på eller av
duty-propose-two = Föreslå vad som ska kräva två personer
duty-exception = Undantag

conflicts-title = Konflikter
conflicts-lead = Personer som har behörighet till båda sidor av en regel i dag. Flera konton hos samma person räknas som en.
conflicts-none = Ingen har behörighet till båda sidor av någon regel.
conflict-person = Person
conflict-first = Roller för det ena
conflict-second = Roller för det andra
conflict-open = Saknar undantag
breaches-title = Gjort trots en regel
breaches-none = Inget har gjorts trots en regel.
breach-subject = Gäller

exceptions-title = Undantag från åtskillnad
exceptions-lead = Ett undantag gäller en användare, en regel och högst ett år. Det föreslås av en och beslutas av en annan, och ingen av dem är den det gäller.
exceptions-none = Det finns inga undantag.
exception-number = Nr
exception-control = Kontroll i stället
exception-control-help = Vem granskar vad, och hur ofta?
exception-agreed = Föreslaget och beslutat av
exception-in-force = Gäller
exception-not-in-force = Gäller inte
exception-ended = Avslutat
exception-end = Avsluta
exception-propose = Föreslå ett undantag

# Förslag

proposals-title = Förslag att besluta
proposals-lead = Det som kräver två personer föreslås av en och beslutas av en annan.
proposals-none = Inga förslag väntar på beslut.
proposals-all = Visa också dem som är avgjorda
proposals-open = Visa bara dem som väntar
proposal-title = Förslag { $number }
proposal-number = Nr
proposal-reason = Skäl
proposal-by = Föreslaget av
proposal-valid-to = Gäller till och med
proposal-decided = Avgjort
proposal-content = Innehåll
proposal-field = Fält
proposal-value = Värde
proposal-hash = Förslagets kontrollsumma: { $hash }
proposal-own = Du har lagt förslaget. Någon annan beslutar.
proposal-withdraw = Ta tillbaka
proposal-accept = Godta
proposal-reject = Avslå
proposal-said = Kommentar
proposal-said-help = Krävs när du avslår.
proposal-make = Föreslå
proposal-role = Föreslå en roll
proposal-dimension = Koddel
proposal-pattern = Värden
proposal-state-open = Väntar på beslut
proposal-state-lapsed = Har förfallit
proposal-state-accepted = Godtaget
proposal-state-rejected = Avslaget
proposal-state-withdrawn = Tillbakataget

# Varför får jag, varför får jag inte?

explain-title = Varför får jag, varför får jag inte?
explain-lead = Välj en behörighet, och en sak om du vill, så visas vad svaret bygger på.
explain-user = Användare
explain-permission = Behörighet
explain-object = Sak
explain-object-help = draft:12, user:eva, period:202603 eller en rad: ORG=120 KONTO=5012
explain-day = Dag
explain-day-unreadable = Dagen går inte att läsa. Skriv den som 2026-03-01.
explain-user-unknown = Det finns ingen sådan användare här. Kontrollera användarnamnet.
explain-permission-unknown = Det finns ingen sådan behörighet. Välj en ur listan.
explain-object-unreadable = Raden går inte att läsa. Skriv koddelar med värden: ORG=120 KONTO=5012.
explain-yes = Ja. { $name } får göra detta den { $day }: { $permission }.
explain-yes-by-exception = Ja, genom undantag { $what }. { $name } får göra detta den { $day }: { $permission }.
explain-inactive = Nej. { $name } får inte logga in.
explain-no-role = Nej. { $name } har ingen roll här den { $day }.
explain-no-permission = Nej. Ingen roll som { $name } har den { $day } ger behörigheten: { $permission }.
explain-no-row = Nej. Ingen roll som { $name } har den { $day } visar den raden.
explain-duty = Nej. Regeln { $what } hindrar { $name } från detta.
explain-takes-two = Detta kräver två personer: { $what }.
explain-roles = Roller
explain-role = Roll
explain-rows = Rader
explain-from = Från och med
explain-to = Till och med
explain-given = Given
explain-by-operator = driften
explain-standing = Gäller
explain-standing-holds = Ja
explain-standing-not-yet = Inte än
explain-standing-ended = Har upphört
explain-standing-taken = Borttagen
explain-gives = Ger behörigheten
explain-meets = Visar raden
explain-word-yes = Ja
explain-word-no = Nej
explain-no-roles = Användaren har aldrig haft en roll här.
explain-duties = Regler som hindrar
explain-act = Kommando
explain-by = Vem
explain-at = När
