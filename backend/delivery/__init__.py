"""What becomes of notices: who cannot be reached, what was not delivered, and how staff see and settle it."""
