# Inloggning, val av redovisningsföretag, och det som står i vägen för en sida.

sign-in-title = Logga in
sign-in-login = Användare
sign-in-password = Lösenord
sign-in-submit = Logga in
sign-in-demo = Demoanvändare
sign-in-demo-lead = Detta är en demo. Uppgifterna är påhittade.
sign-in-role = Roll

start-choose = Välj redovisningsföretag
start-none = Du har ingen roll i något redovisningsföretag i dag. Be systemförvaltaren om behörighet.

miss-not-found = Sidan finns inte
miss-denied = Du har inte behörighet till detta
miss-malformed = Begäran har fel form
miss-fault = Något gick fel i driften. Inget har ändrats.
miss-what-to-do = Gå tillbaka och försök igen, eller välj i menyn. Kvarstår det, kontakta systemförvaltaren.
miss-why = Varför får jag inte?
miss-method = Sidan kan inte anropas på det sättet
miss-turned-away = Begäran avvisades. Den hör inte till din inloggning, eller så får du inte göra detta.
miss-too-large = Det som skickades är för stort
miss-astray = Kontrollera adressen, eller gå vidare härifrån.
miss-to-start = Till startsidan

problem-unauthorised = Logga in först
problem-refused = Nekat
problem-permission = Behörigheten { $permission } saknas.
problem-key-malformed = Idempotency-Key ska vara 1–200 synliga tecken
problem-malformed = Begäran har fel form
problem-not-found = Det finns inget sådant här, eller inget du får veta av
problem-method = Anropet finns inte på den här adressen
problem-too-large = För stort
problem-too-large-detail = Innehållet får vara högst { $max } byte, eller så kom det inte helt. Skicka stora filer under files/.

# Andra faktorn och förnyad identifiering

sign-in-by-passkey = Logga in med passernyckel
factor-title = Bekräfta inloggningen
factor-lead = Skriv koden som din app visar nu, eller en av dina reservkoder.
factor-lead-passkey = Visa din passernyckel, eller skriv en av dina reservkoder.
factor-code = Kod
factor-code-help = Sex siffror ur appen, eller en reservkod.
proof-title = Bekräfta att det är du
proof-lead = Det du just gjorde kräver att du har visat vem du är de senaste fem minuterna. Inget du skrev är borta: det fortsätter när du har bekräftat.
proof-or-code = Eller kod ur appen
proof-submit = Bekräfta och fortsätt
proof-by-passkey = Använd passernyckel
passkey-failed = Passernyckeln gick inte att använda. Försök igen, eller välj ett annat sätt.
miss-proof-needed = Bekräfta först att det är du
problem-proof-needed = Det räcker inte med den här inloggningen
problem-factor-needed = Inloggningen är inte hel: den andra faktorn saknas
