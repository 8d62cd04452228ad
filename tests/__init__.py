"""The tests mirror the tree. `conftest.py` has what they share."""
