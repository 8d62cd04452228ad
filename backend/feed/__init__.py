"""Calendar feeds: what is in one, how it is written, and at which address it is read."""
