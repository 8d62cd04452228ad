"""The parts of the drill: a pretend Discord behind bad weather, processes that are killed, and the naive way."""
