"""Helps `syllabot.py`, the composition root, to bring the parts together: tokens, children, a class for the sandbox."""
