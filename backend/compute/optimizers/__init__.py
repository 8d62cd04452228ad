"""Optimizers, one file each; found because the file exists. `docs/howto/optimizer.md` adds one."""
