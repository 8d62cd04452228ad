"""A course as data: its model, its loading, its linting and its wall-clock arithmetic.

Nothing in here knows a date, a room or a name of any course; those are in `courses/`.
"""
