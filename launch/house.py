"""Builds the backend from settings: the database at its newest schema, the course, the desks."""

from sqlalchemy.exc import SQLAlchemyError

from backend.blobs import Blobs
from backend.clock import RealClock
from backend.course.findings import CourseFileError
from backend.course.load import load
from backend.db import Database
from backend.desk import HouseBackend
from backend.desks import all_desks
from backend.migrate import DatabaseTooNew, migrate
from backend.settings import Settings, SettingsError


def build_backend(settings: Settings) -> HouseBackend:
    """Raises `SettingsError` when the course or the database cannot be used, in one readable line each."""
    try:
        course = load(settings.course.folder)
    except CourseFileError as mistakes:
        raise SettingsError(f"the course cannot be used:\n{mistakes}") from None
    try:
        database = Database(settings.database_url)
        migrate(database)
    except (SQLAlchemyError, ValueError, OSError, DatabaseTooNew) as failure:
        told = str(getattr(failure, "orig", None) or failure).splitlines()[0]
        raise SettingsError(f"[database] url: the database cannot be used: {told}") from None
    return HouseBackend(
        desks=all_desks(),
        database=database,
        course=course,
        settings=settings,
        blobs=Blobs(settings.data.folder / "blobs"),
        clock=RealClock(),
    )
