"""Measurements that anyone can repeat. Each is a module with a `main`; no test depends on what they print."""
