"""The parts of the chaos drill (`benchmarks.chaos`): processes, faults, students, the verdict."""
