"""Twelve invented weeks for the gallery's numbers."""

WEEKS = (31, 29, 33, 30, 34, 32, 36, 33, 38, 35, 38, 41)
SPAN = (12, 11.6, 11.8, 11.1, 11.3, 10.8, 10.9, 10.2, 10.4, 9.9, 9.6, 9.4)
