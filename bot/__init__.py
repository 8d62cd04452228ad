"""Everything that says "discord": the connection, the commands, the cards.

It knows `backend.contract` and a link to a backend, never a table and never an experiment. Importing it loads
neither SQLAlchemy nor torch.
"""
