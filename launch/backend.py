"""`syllabot backend`: the backend on its port."""

import asyncio
import logging

from aiohttp import web

from backend.contract import Caller
from backend.presence import Presence
from backend.scheduling.alarm import Alarm
from backend.settings import Settings, SettingsError
from backend.web import application
from launch.house import build_backend
from launch.supervisor import say_ready
from launch.tokens import read_tokens

log = logging.getLogger(__name__)


async def serve_backend(settings: Settings) -> int:
    """Serve until cancelled. Raises `SettingsError`."""
    tokens = read_tokens(settings)
    backend = build_backend(settings)
    alarm = Alarm(backend)
    presence = Presence(backend)
    try:
        known = {tokens.owner: Caller.OWNER, tokens.bot: Caller.BOT, tokens.worker: Caller.WORKER}
        runner = web.AppRunner(
            application(backend, known),
            handler_cancellation=True,
            access_log=None,
            shutdown_timeout=2,
        )
        await runner.setup()
        try:
            site = web.TCPSite(runner, settings.web.host, settings.web.port)
            try:
                await site.start()
            except OSError as failure:
                raise SettingsError(
                    f"[web] port: cannot listen on {settings.web.host}:{settings.web.port} ({failure.strerror}); "
                    "is another Syllabot running? SYLLABOT_WEB_PORT chooses another port"
                ) from None
            log.info("%s, at %s", backend.course.title, settings.backend_url)
            say_ready()
            await alarm.start()
            presence.start()
            await backend.forget_old_keys()
            await asyncio.Event().wait()
        finally:
            await alarm.stop()
            await presence.stop()
            await runner.cleanup()
    finally:
        await backend.close()
    return 0
