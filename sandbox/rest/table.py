"""Every endpoint there is, subject by subject."""

from __future__ import annotations

from sandbox.rest import (
    callbacks,
    channels,
    commands,
    events,
    guild,
    itself,
    members,
    messages,
    reactions,
    roles,
    threads,
    webhooks,
)
from sandbox.rest.routing import Endpoint


def endpoints() -> list[Endpoint]:
    subjects = (
        itself,
        guild,
        channels,
        messages,
        reactions,
        threads,
        members,
        roles,
        events,
        commands,
        callbacks,
        webhooks,
    )
    return [endpoint for subject in subjects for endpoint in subject.route.endpoints]
