# Behörighet och inloggning.
