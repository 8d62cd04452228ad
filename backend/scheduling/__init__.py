"""Calendar and sign-up: what happens when, and who presents what."""
