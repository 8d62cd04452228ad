"""Experiments that do what they should not, and one that behaves. None of them needs torch."""
