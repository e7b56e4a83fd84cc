"""The second door to suggestions: the same actions and policies for programs, no rules of its own.

A step becomes an address by one row in `doors.py`.
"""
