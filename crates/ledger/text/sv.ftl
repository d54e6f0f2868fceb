# Texter
