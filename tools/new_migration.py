"""Write the next migration: the difference between the newest one and the tables as they are in code.

    .venv/bin/python tools/new_migration.py "what changes"

Read what it wrote before you commit it: Alembic does not see CHECK constraints or the conditions of partial indexes on
existing tables, and a test (tests/backend/test_migrate.py) says when they differ.
"""

import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))


def main(message: str) -> None:
    from alembic import command
    from alembic.config import Config
    from sqlalchemy import create_engine

    from backend.db import Database
    from backend.migrate import FOLDER, migrate, newest

    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/migrated.db"
        versions = list((FOLDER / "versions").glob("[0-9]*.py"))
        number = f"{int(newest()) + 1:04}" if versions else "0001"
        if versions:
            database = Database(url)
            migrate(database)
            database.close()
        config = Config()
        config.set_main_option("script_location", str(FOLDER))
        config.set_main_option("path_separator", "os")
        config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
        engine = create_engine(url)
        with engine.connect() as connection:
            config.attributes["connection"] = connection
            command.revision(config, message=message, autogenerate=True, rev_id=number)
        engine.dispose()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
