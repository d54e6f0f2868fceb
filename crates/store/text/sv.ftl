# Vad som inte går att göra i lagret, och vad man gör åt det.

refusal-denied = Du saknar behörigheten { $permission }. Be den som lägger upp användare att ge dig den, eller be en kollega som har den.
refusal-file-too-large = Filen är större än { $max_bytes } byte. Dela den eller be avsändaren skicka den i delar.
