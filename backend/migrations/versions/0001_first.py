"""The first schema: request keys, clock, bookings, ticks, outbox, places, jobs and workers."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "answered",
        sa.Column("asker", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("key", sqlmodel.sql.sqltypes.AutoString(length=100), nullable=False),
        sa.Column("call", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("fingerprint", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("refused", sa.Boolean(), nullable=False),
        sa.Column("reply", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("asker", "key"),
    )
    with op.batch_alter_table("answered", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_answered_at"), ["at"], unique=False)

    op.create_table(
        "booking",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("paper", sqlmodel.sql.sqltypes.AutoString(length=8), nullable=False),
        sa.Column("seat", sa.Integer(), nullable=False),
        sa.Column("student", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(length=100), nullable=False),
        sa.Column("made", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("left_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.CheckConstraint("seat >= 1", name="booking_seat_is_positive"),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("booking", schema=None) as batch_op:
        batch_op.create_index(
            "booking_one_seat_a_student",
            ["student"],
            unique=True,
            sqlite_where=sa.text("left_at IS NULL"),
            postgresql_where=sa.text("left_at IS NULL"),
        )
        batch_op.create_index(
            "booking_one_student_a_seat",
            ["paper", "seat"],
            unique=True,
            sqlite_where=sa.text("left_at IS NULL"),
            postgresql_where=sa.text("left_at IS NULL"),
        )

    op.create_table(
        "clock_offset",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("seconds", sa.Float(), nullable=False),
        sa.CheckConstraint("id = 1", name="clock_offset_is_one_row"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "job",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("experiment", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("title", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("settings", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("person", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("person_name", sqlmodel.sql.sqltypes.AutoString(length=100), nullable=False),
        sa.Column("channel", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=True),
        sa.Column("state", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("asked", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("began", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("ended", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("worker", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=True),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("lease_until", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("progress", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("report", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("problem", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("report_key", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.CheckConstraint(
            "(state IN ('finished', 'failed', 'cancelled')) = (ended IS NOT NULL)",
            name="job_over_has_an_end",
        ),
        sa.CheckConstraint(
            "state <> 'finished' OR report IS NOT NULL", name="job_finished_has_a_report"
        ),
        sa.CheckConstraint(
            "state <> 'running' OR (worker IS NOT NULL AND began IS NOT NULL AND lease_until IS NOT NULL)",
            name="job_running_is_leased",
        ),
        sa.CheckConstraint(
            "state IN ('queued', 'running', 'finished', 'failed', 'cancelled')", name="job_state"
        ),
        sa.CheckConstraint("tries >= 0 AND attempt >= tries", name="job_tries_are_attempts"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("report_key"),
    )
    with op.batch_alter_table("job", schema=None) as batch_op:
        batch_op.create_index("job_began", ["began"], unique=False)
        batch_op.create_index("job_of_experiment", ["experiment", "state", "id"], unique=False)
        batch_op.create_index("job_of_person", ["person", "state"], unique=False)
        batch_op.create_index(
            "job_queued",
            ["id"],
            unique=False,
            sqlite_where=sa.text("state = 'queued'"),
            postgresql_where=sa.text("state = 'queued'"),
        )
        batch_op.create_index(
            "job_running",
            ["lease_until"],
            unique=False,
            sqlite_where=sa.text("state = 'running'"),
            postgresql_where=sa.text("state = 'running'"),
        )

    op.create_table(
        "notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("posting", sa.Integer(), nullable=False),
        sa.Column("state", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("channel", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("message", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=True),
        sa.Column("matter", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("made", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("leased_until", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("not_before", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("reason", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.CheckConstraint("kind IN ('once', 'latest')", name="notice_kind"),
        sa.CheckConstraint("state IN ('waiting', 'said', 'set aside')", name="notice_state"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key"),
    )
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.create_index(
            "notice_waiting",
            ["channel", "id"],
            unique=False,
            sqlite_where=sa.text("state = 'waiting'"),
            postgresql_where=sa.text("state = 'waiting'"),
        )

    op.create_table(
        "places",
        sa.Column("guild", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("board_channel", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=True),
        sa.Column("bench_channel", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=True),
        sa.Column("announce_channel", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=True),
        sa.Column("staff_channel", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=True),
        sa.Column("staff_role", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=True),
        sa.PrimaryKeyConstraint("guild"),
    )
    op.create_table(
        "tick",
        sa.Column("student", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("deadline", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("student", "deadline"),
    )
    op.create_table(
        "worker",
        sa.Column("id", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("experiments", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("machine", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("announced", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("last_seen", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("worker", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_worker_last_seen"), ["last_seen"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("worker", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_worker_last_seen"))

    op.drop_table("worker")
    op.drop_table("tick")
    op.drop_table("places")
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.drop_index(
            "notice_waiting",
            sqlite_where=sa.text("state = 'waiting'"),
            postgresql_where=sa.text("state = 'waiting'"),
        )

    op.drop_table("notice")
    with op.batch_alter_table("job", schema=None) as batch_op:
        batch_op.drop_index(
            "job_running",
            sqlite_where=sa.text("state = 'running'"),
            postgresql_where=sa.text("state = 'running'"),
        )
        batch_op.drop_index(
            "job_queued",
            sqlite_where=sa.text("state = 'queued'"),
            postgresql_where=sa.text("state = 'queued'"),
        )
        batch_op.drop_index("job_of_person")
        batch_op.drop_index("job_of_experiment")
        batch_op.drop_index("job_began")

    op.drop_table("job")
    op.drop_table("clock_offset")
    with op.batch_alter_table("booking", schema=None) as batch_op:
        batch_op.drop_index(
            "booking_one_student_a_seat",
            sqlite_where=sa.text("left_at IS NULL"),
            postgresql_where=sa.text("left_at IS NULL"),
        )
        batch_op.drop_index(
            "booking_one_seat_a_student",
            sqlite_where=sa.text("left_at IS NULL"),
            postgresql_where=sa.text("left_at IS NULL"),
        )

    op.drop_table("booking")
    with op.batch_alter_table("answered", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_answered_at"))

    op.drop_table("answered")
