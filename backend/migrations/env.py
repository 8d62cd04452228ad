"""Run by Alembic with the connection that `backend.migrate` opened; its transaction is not ours to end."""

from alembic import context
from sqlmodel import SQLModel

from backend import desks  # noqa: F401  (all tables are in the metadata once the desks are)

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
    transactional_ddl=False,
)
context.run_migrations()
