"""Starts the project on a machine that has Python and make and nothing else.

Only the standard library is imported here: this runs before anything is installed.
"""
