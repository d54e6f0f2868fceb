# Behörighet och inloggning.

# Mitt konto: inloggningar, faktorer, lösenord, programnycklar

own-title = Mitt konto
own-name = Namn
own-login = Användarnamn
own-method = Inloggningssätt
own-method-two = { $method } och en andra faktor
own-factor = Andra faktor
own-factor-both = Kodapp och passernyckel
own-factor-app = Kodapp
own-factor-passkey = Passernyckel
own-factor-none = Ingen
own-remove = Ta bort
own-added = Tillagd
own-used = Senast använd
own-go-on = Gå vidare

own-password-title = Byt lösenord
own-password-lead = När du har bytt avslutas dina andra inloggningar.
own-password-present = Nuvarande lösenord
own-password-new = Nytt lösenord
own-password-help = Minst 12 tecken. Några ord som inte hör ihop är bättre än konstiga tecken.
own-password-again = Nytt lösenord igen
own-password-change = Byt lösenord
own-passwords-differ = De två nya lösenorden är olika. Skriv samma i båda fälten.
own-password-changed = Lösenordet är bytt, och dina andra inloggningar är avslutade.

own-factors-title = Tvåfaktor
own-factors-lead = En andra faktor skyddar ditt konto även om någon får tag i lösenordet.
own-factor-required = Din roll kräver en andra faktor. Lägg upp en kodapp eller en passernyckel här för att komma vidare.
own-app-title = Kodapp
own-app-lead = En app i telefonen visar en ny kod varje halvminut.
own-app-there = Du har en kodapp. Den frågas efter när du loggar in.
own-app-add = Lägg upp kodapp
own-app-remove = Ta bort kodappen
own-app-scan = Läs bilden med appen, eller skriv nyckeln för hand. Skriv sedan koden som appen visar.
own-app-picture = Bild som kodappen läser
own-app-key = Nyckel att skriva för hand:
own-app-code = Kod ur appen
own-app-confirm = Bekräfta
own-app-added = Kodappen är upplagd. Dina andra inloggningar är avslutade.
own-passkeys-title = Passernycklar
own-passkeys-lead = En passernyckel finns i datorn, telefonen eller en säkerhetsnyckel, och du visar den med finger, ansikte eller kod. Den räcker ensam för att logga in.
own-passkey-name = Passernyckelns namn
own-passkey-name-help = Till exempel vilken dator den finns i.
own-passkey-add = Lägg upp passernyckel
own-passkey-make-lead = Din webbläsare frågar var nyckeln ska sparas, och efter ditt finger, ansikte eller din kod.
own-passkey-make = Skapa passernyckeln
own-passkey-needs-script = Passernycklar behöver att webbläsaren kör skript. Använd en kodapp i stället.
own-passkey-added = Passernyckeln är upplagd. Dina andra inloggningar är avslutade.
own-passkey-remove-named = Ta bort passernyckeln { $name }
own-codes-title = Reservkoder
own-codes-left = { $count ->
    [0] Du har inga reservkoder kvar. Skapa nya.
    [one] Du har en reservkod kvar.
   *[other] Du har { $count } reservkoder kvar.
 }
own-codes-make = Skapa nya reservkoder
own-codes-made = Nya reservkoder är skapade, och de gamla gäller inte längre.
own-codes-lead = Skriv ut eller skriv av koderna nu: de visas bara en gång. Var och en gäller en gång, när du inte har din andra faktor.

own-sessions-title = Mina inloggningar
own-sessions-lead = Här är du inloggad just nu. Avsluta det du inte känner igen, och byt sedan lösenord.
own-session-agent = Webbläsare
own-session-address = Adress
own-session-started = Inloggad
own-session-this = Den här
own-session-end = Avsluta
own-session-end-named = Avsluta inloggningen från { $address }
own-sessions-end-others = Avsluta alla andra

own-tokens-title = Programnycklar
own-tokens-lead = Med en programnyckel arbetar ett program åt dig genom API:et, med de behörigheter du väljer och inga andra.
own-token-once = Kopiera nyckeln nu: den visas bara en gång.
own-token-made = Programnyckeln är skapad.
own-token-new = Ny programnyckel
own-token-name = Vad den är till för
own-token-name-help = Till exempel vilket program som har den.
own-token-days = Gäller antal dagar
own-token-days-help = Högst { $max }.
own-token-permissions = Behörigheter
own-token-places = Företag
own-token-create = Skapa programnyckel
own-token-expires = Gäller till
own-token-revoke = Återkalla
own-token-revoke-named = Återkalla programnyckeln { $name }
own-token-ended = Gäller inte

# En annans inloggning, för den som sköter användare

user-sign-in-title = Inloggning för { $login }
user-sign-in-lead = Var användaren är inloggad, och vad du kan göra om en telefon eller dator är borta.
user-sessions = Inloggningar
user-sessions-none = Användaren är inte inloggad någonstans.
user-sessions-end = Avsluta alla inloggningar
user-factors = Andra faktorn
user-factors-lead = Är både telefonen och reservkoderna borta tar du bort dem här. Användaren lägger upp en ny faktor vid nästa inloggning, om rollen kräver det. Försäkra dig först om vem det är som ber dig.
user-factors-reset = Ta bort kodapp, passernycklar och reservkoder
user-tokens-none = Användaren har inga programnycklar.
