"""How long a test waits for what must come. It ends a hang and measures nothing: where all is well nobody waits for it.

Long enough for a machine three times as slow as ours on which three processes compile at once.
"""

PATIENCE_S = 180.0
PATIENCE_MS = 1000 * PATIENCE_S
"""The same for a browser."""
