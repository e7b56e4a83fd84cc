"""The running system, broken in every way while people work with it: `make faults`."""
