"""Where a worker has its benchmarks run: a child on the same machine, or a job of a Slurm cluster."""
