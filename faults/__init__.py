"""The running system, broken in every way while people work with it: `make faults`."""

WRITES = 500
"""How many writes are acknowledged at least in each fault, unless fewer are asked for."""
