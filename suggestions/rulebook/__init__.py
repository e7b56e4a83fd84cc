"""An office's rules for routing as they are read: in force, with names, tried on past cases."""

from suggestions.rulebook.books import Book, book, drafted, hit, in_force, plain, stored
from suggestions.rulebook.names import (
    category_choices,
    lines,
    places_in,
    units_by_code,
    units_to_choose,
)
from suggestions.rulebook.sentences import say
from suggestions.rulebook.trials import rows, trial

__all__ = [
    "Book",
    "book",
    "category_choices",
    "drafted",
    "hit",
    "in_force",
    "lines",
    "places_in",
    "plain",
    "rows",
    "say",
    "stored",
    "trial",
    "units_by_code",
    "units_to_choose",
]
