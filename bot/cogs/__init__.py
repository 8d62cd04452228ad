"""The commands, one subject a file. A file is found because it exists: see docs/howto/cog.md."""
