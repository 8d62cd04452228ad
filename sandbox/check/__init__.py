"""What Discord accepts, and the words in which it refuses: one module a kind of body."""
