"""Discord's JSON for the guild, its scheduled events and the application."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox import shapes
from sandbox.errors import Json
from sandbox.model import ScheduledEvent

if TYPE_CHECKING:
    from sandbox.state import World


def scheduled_event(world: World, event: ScheduledEvent, *, with_count: bool = False) -> Json:
    body: Json = {
        "id": str(event.id),
        "guild_id": str(world.guild_id),
        "name": event.name,
        "description": event.description,
        "channel_id": None if event.channel_id is None else str(event.channel_id),
        "creator_id": str(event.creator_id),
        "creator": shapes.user(world.user(event.creator_id)),
        "image": None,
        "scheduled_start_time": shapes.iso(event.starts),
        "scheduled_end_time": shapes.iso_or_none(event.ends),
        "status": event.status,
        "entity_type": event.entity_type,
        "entity_id": None,
        "recurrence_rule": None,
        "privacy_level": 2,
        "guild_scheduled_event_exceptions": [],
        "entity_metadata": None if event.location is None else {"location": event.location},
    }
    if with_count:
        body["user_count"] = len(event.interested)
    return body


def guild(world: World) -> Json:
    """The guild as REST gives it."""
    return {
        "id": str(world.guild_id),
        "name": world.guild_name,
        "icon": None,
        "description": None,
        "home_header": None,
        "splash": None,
        "discovery_splash": None,
        "features": [],
        "banner": None,
        "owner_id": str(world.owner_id),
        "application_id": None,
        "region": "us-east",
        "afk_channel_id": None,
        "afk_timeout": 300,
        "system_channel_id": None,
        "system_channel_flags": 0,
        "widget_enabled": False,
        "widget_channel_id": None,
        "verification_level": 0,
        "roles": [shapes.role(item) for item in world.roles.values()],
        "default_message_notifications": 0,
        "mfa_level": 0,
        "explicit_content_filter": 0,
        "max_presences": None,
        "max_members": 500000,
        "max_stage_video_channel_users": 50,
        "max_video_channel_users": 25,
        "vanity_url_code": None,
        "premium_tier": 0,
        "premium_subscription_count": 0,
        "preferred_locale": "en-US",
        "rules_channel_id": None,
        "safety_alerts_channel_id": None,
        "public_updates_channel_id": None,
        "premium_progress_bar_enabled": False,
        "nsfw": False,
        "nsfw_level": 0,
        "emojis": [],
        "stickers": [],
        "incidents_data": None,
    }


def application(world: World) -> Json:
    bot = world.bot.user
    return {
        "id": str(world.application_id),
        "name": bot.username,
        "icon": None,
        "description": "",
        "type": None,
        "bot": shapes.user(bot),
        "bot_public": False,
        "bot_require_code_grant": False,
        "verify_key": f"{world.application_id:064x}",
        "flags": 0,
        "flags_new": "0",
        "redirect_uris": [],
        "interactions_endpoint_url": None,
        "role_connections_verification_url": None,
        "owner": shapes.user(world.user(world.owner_id)),
        "approximate_guild_count": 1,
        "approximate_user_install_count": 0,
        "approximate_user_authorization_count": 0,
        "explicit_content_filter": 0,
        "team": None,
        "eligible_oauth2_scopes": [],
    }
