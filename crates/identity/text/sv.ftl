# Behörighet och inloggning.

# Personuppgifter

personal-title = Personuppgifter
personal-lead = Vad som finns om personer och var, vem som har skydd, och registerutdrag.
personal-protected = Skydd som gäller
personal-nobody = Inget skydd är satt.
personal-kind = Skydd
personal-dimension = Koddel
personal-who = Användarnamn eller värde
personal-reason = Skäl
personal-set = Satt
personal-by = Av
personal-lift = Häv
personal-why-lift = Varför skyddet hävs
personal-protect = Sätt skydd
personal-protect-new = Nytt skydd
personal-extract = Registerutdrag
personal-extract-lead = Allt som finns om en person, i alla tabeller och dokument. Utdraget lämnar en rad i behandlingshistoriken.
personal-person = Användarnamn, personnummer eller namn
personal-take-out = Ta ut
personal-extract-review = Poster som är märkta kan ha uppgifter om andra. Granska dem innan utdraget lämnas ut.
personal-named-in = Pekar ut i
personal-values = Uppgifter
personal-review = Granskning
personal-to-review = Granskas
personal-nothing-held = Ingenting finns om personen.
personal-register = Register över personuppgifter
personal-table = Tabell
personal-columns = Kolumner
personal-class = Slag
personal-purpose = Ändamål
personal-ground = Rättslig grund
personal-retention = Hur länge
