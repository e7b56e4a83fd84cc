from .assignment import Assignment
from .contact import Contact
from .draft import Draft
from .rating import Rating
from .recommendation import Recommendation
from .reply import Reply
from .suggestion import Suggestion

__all__ = [
    "Assignment",
    "Contact",
    "Draft",
    "Rating",
    "Recommendation",
    "Reply",
    "Suggestion",
]
