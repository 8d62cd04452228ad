"""Everything that owns state: the course, its tables, its desks. See `backend.contract` for what can be asked."""
