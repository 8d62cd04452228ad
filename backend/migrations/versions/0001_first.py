"""The first schema: request keys, clock, calendar overlays, bookings, ticks, reminders, the outbox, and the lab."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "announcement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("guild", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("channel", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("text", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("audience", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("files", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("held_until", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("made", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("author", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("author_name", sqlmodel.sql.sqltypes.AutoString(length=100), nullable=False),
        sa.CheckConstraint(
            "state IN ('draft', 'scheduled', 'posted', 'cancelled')", name="announcement_state"
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("announcement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_announcement_state"), ["state"], unique=False)

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
        "deadline_version",
        sa.Column("deadline", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("hour", sa.Time(), nullable=True),
        sa.Column("source", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("by_id", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("by_name", sqlmodel.sql.sqltypes.AutoString(length=100), nullable=False),
        sa.Column("reason", sqlmodel.sql.sqltypes.AutoString(length=300), nullable=False),
        sa.Column("at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.CheckConstraint("source IN ('folder', 'chat')", name="deadline_version_source"),
        sa.CheckConstraint("version >= 1", name="deadline_version_counts_from_one"),
        sa.PrimaryKeyConstraint("deadline", "version"),
    )
    op.create_table(
        "door",
        sa.Column("person", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("person"),
    )
    op.create_table(
        "enrolment",
        sa.Column("student", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("how", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("joined_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("left_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("left_how", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.CheckConstraint("how IN ('by command', 'by role')", name="enrolment_how"),
        sa.CheckConstraint(
            "left_how IS NULL OR left_how IN ('by command', 'by role')", name="enrolment_left_how"
        ),
        sa.PrimaryKeyConstraint("student"),
    )
    op.create_table(
        "events_in_step",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("fingerprint", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.CheckConstraint("id = 1", name="events_in_step_is_one_row"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "extension",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("deadline", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("student", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("hour", sa.Time(), nullable=True),
        sa.Column("paper", sqlmodel.sql.sqltypes.AutoString(length=8), nullable=True),
        sa.Column("reason", sqlmodel.sql.sqltypes.AutoString(length=300), nullable=False),
        sa.Column("by_id", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("by_name", sqlmodel.sql.sqltypes.AutoString(length=100), nullable=False),
        sa.Column("made", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("ended_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("extension", schema=None) as batch_op:
        batch_op.create_index(
            "extension_one_a_student",
            ["deadline", "student"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )
        batch_op.create_index(batch_op.f("ix_extension_student"), ["student"], unique=False)

    op.create_table(
        "feed",
        sa.Column("key", sqlmodel.sql.sqltypes.AutoString(length=100), nullable=False),
        sa.Column("person", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(length=100), nullable=False),
        sa.Column("made", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("revoked", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("key"),
    )
    with op.batch_alter_table("feed", schema=None) as batch_op:
        batch_op.create_index(
            "feed_one_address_a_person",
            ["person"],
            unique=True,
            sqlite_where=sa.text("revoked IS NULL"),
            postgresql_where=sa.text("revoked IS NULL"),
        )

    op.create_table(
        "feed_entry",
        sa.Column("scope", sqlmodel.sql.sqltypes.AutoString(length=32), nullable=False),
        sa.Column("uid", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("entry", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("changed", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("cancelled", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("scope", "uid"),
    )
    op.create_table(
        "folder_date",
        sa.Column("deadline", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("hour", sa.Time(), nullable=True),
        sa.PrimaryKeyConstraint("deadline"),
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
        "lease",
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("holder", sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
        sa.Column("since", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("until", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("posting", sa.Integer(), nullable=False),
        sa.Column("state", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("reason", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("channel", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=True),
        sa.Column("person", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=True),
        sa.Column("guild", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=True),
        sa.Column("fallback", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=True),
        sa.Column("message", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=True),
        sa.Column("matter", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("handed", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("made", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("not_before", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("leased_until", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("leased_by", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("first_tried", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("doubtful", sa.Boolean(), nullable=False),
        sa.Column("said_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.CheckConstraint("kind IN ('once', 'latest')", name="notice_kind"),
        sa.CheckConstraint(
            "state IN ('waiting', 'said', 'withdrawn', 'closed', 'set aside', 'unknown')",
            name="notice_state",
        ),
        sa.CheckConstraint(
            "(CASE WHEN channel IS NULL THEN 0 ELSE 1 END) + (CASE WHEN person IS NULL THEN 0 ELSE 1 END) + (CASE WHEN guild IS NULL THEN 0 ELSE 1 END) = 1",
            name="notice_has_one_recipient",
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key"),
    )
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.create_index(
            "notice_closed",
            ["person"],
            unique=False,
            sqlite_where=sa.text("state = 'closed'"),
            postgresql_where=sa.text("state = 'closed'"),
        )
        batch_op.create_index(
            "notice_for_channels",
            ["id"],
            unique=False,
            sqlite_where=sa.text("state = 'waiting' AND person IS NULL"),
            postgresql_where=sa.text("state = 'waiting' AND person IS NULL"),
        )
        batch_op.create_index(
            "notice_for_people",
            ["id"],
            unique=False,
            sqlite_where=sa.text("state = 'waiting' AND person IS NOT NULL"),
            postgresql_where=sa.text("state = 'waiting' AND person IS NOT NULL"),
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
        "reminder_leads",
        sa.Column("student", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(length=16), nullable=False),
        sa.Column("leads", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.PrimaryKeyConstraint("student", "kind"),
    )
    op.create_table(
        "reminder_plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(length=16), nullable=False),
        sa.Column("subject", sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
        sa.Column("edition", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("recipient", sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
        sa.Column("lead", sqlmodel.sql.sqltypes.AutoString(length=24), nullable=False),
        sa.Column("sort", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("title", sqlmodel.sql.sqltypes.AutoString(length=300), nullable=False),
        sa.Column("due", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("until", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("state", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("reason", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("corrects", sa.Integer(), nullable=True),
        sa.Column("into", sa.Integer(), nullable=True),
        sa.Column("made", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("told_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("told_now", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("told_day", sa.Date(), nullable=True),
        sa.Column("told_hour", sa.Boolean(), nullable=False),
        sa.Column("told_closes", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("told_words", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.CheckConstraint("sort IN ('lead', 'snooze', 'correction')", name="reminder_plan_sort"),
        sa.CheckConstraint(
            "state IN ('planned', 'handed', 'told', 'said', 'withdrawn', 'missed', 'failed')",
            name="reminder_plan_state",
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint(
            "recipient", "subject", "kind", "edition", "lead", name="reminder_plan_is_one"
        ),
    )
    with op.batch_alter_table("reminder_plan", schema=None) as batch_op:
        batch_op.create_index(
            "reminder_plan_due",
            ["due"],
            unique=False,
            sqlite_where=sa.text("state = 'planned'"),
            postgresql_where=sa.text("state = 'planned'"),
        )
        batch_op.create_index(
            "reminder_plan_told",
            ["subject"],
            unique=False,
            sqlite_where=sa.text("told_at IS NOT NULL"),
            postgresql_where=sa.text("told_at IS NOT NULL"),
        )

    op.create_table(
        "reminder_preference",
        sa.Column("student", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("quiet_start", sa.Time(), nullable=True),
        sa.Column("quiet_end", sa.Time(), nullable=True),
        sa.Column("zone", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=True),
        sa.PrimaryKeyConstraint("student"),
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
    op.drop_table("reminder_preference")
    with op.batch_alter_table("reminder_plan", schema=None) as batch_op:
        batch_op.drop_index(
            "reminder_plan_told",
            sqlite_where=sa.text("told_at IS NOT NULL"),
            postgresql_where=sa.text("told_at IS NOT NULL"),
        )
        batch_op.drop_index(
            "reminder_plan_due",
            sqlite_where=sa.text("state = 'planned'"),
            postgresql_where=sa.text("state = 'planned'"),
        )

    op.drop_table("reminder_plan")
    op.drop_table("reminder_leads")
    op.drop_table("places")
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.drop_index(
            "notice_for_people",
            sqlite_where=sa.text("state = 'waiting' AND person IS NOT NULL"),
            postgresql_where=sa.text("state = 'waiting' AND person IS NOT NULL"),
        )
        batch_op.drop_index(
            "notice_for_channels",
            sqlite_where=sa.text("state = 'waiting' AND person IS NULL"),
            postgresql_where=sa.text("state = 'waiting' AND person IS NULL"),
        )
        batch_op.drop_index(
            "notice_closed",
            sqlite_where=sa.text("state = 'closed'"),
            postgresql_where=sa.text("state = 'closed'"),
        )

    op.drop_table("notice")
    op.drop_table("lease")
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
    op.drop_table("folder_date")
    op.drop_table("feed_entry")
    with op.batch_alter_table("feed", schema=None) as batch_op:
        batch_op.drop_index(
            "feed_one_address_a_person",
            sqlite_where=sa.text("revoked IS NULL"),
            postgresql_where=sa.text("revoked IS NULL"),
        )

    op.drop_table("feed")
    with op.batch_alter_table("extension", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_extension_student"))
        batch_op.drop_index(
            "extension_one_a_student",
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )

    op.drop_table("extension")
    op.drop_table("events_in_step")
    op.drop_table("enrolment")
    op.drop_table("door")
    op.drop_table("deadline_version")
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
    with op.batch_alter_table("announcement", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_announcement_state"))

    op.drop_table("announcement")
