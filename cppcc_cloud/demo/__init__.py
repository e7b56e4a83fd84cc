"""Invented people and cases for a look around. Nobody here exists."""
