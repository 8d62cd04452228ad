"""Contract models made into what Discord shows. Pure functions: no clock, no network, no state.

Whatever they are given, the result fits Discord's limits; what does not fit is counted, or goes on a further page.
"""
