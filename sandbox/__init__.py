"""A pretend Discord on loopback: REST v10, gateway v10, and the server side of a chat page.

The unmodified discord.py connects to it, so a course bot can be tried without an account and
tested without a network. `sandbox.server.Sandbox` is the way in; `sandbox.acting` is how tests act
as people.

It does not know the course, the bot or the backend, and imports nothing of theirs. It does not do
voice, stickers, polls, invites, webhooks of channels, or more than one guild and one application.
"""
