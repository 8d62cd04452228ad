"""Where a worker runs its benchmarks. So far: a child on the same machine."""
