"""Experiments, one file each; found because the file exists. `docs/howto/experiment.md` adds
one."""
