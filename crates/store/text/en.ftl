# What the store cannot do, and what to do about it.

refusal-denied = You lack the permission { $permission }. Ask whoever administers users to give it to you, or ask a colleague who has it.
refusal-file-too-large = The file is larger than { $max_bytes } bytes. Divide it, or ask the sender to send it in parts.
