from .assignment import Assignment
from .category import Category
from .contact import Contact
from .cosigner import Cosigner
from .draft import Draft
from .publication import Publication
from .rating import Rating
from .recommendation import Recommendation
from .reply import Reply
from .suggestion import Suggestion

__all__ = [
    "Assignment",
    "Category",
    "Contact",
    "Cosigner",
    "Draft",
    "Publication",
    "Rating",
    "Recommendation",
    "Reply",
    "Suggestion",
]
