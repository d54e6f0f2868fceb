# Permissions and sign-in.
