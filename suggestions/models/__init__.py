from .assignment import Assignment
from .category import Category
from .contact import Contact
from .cosigner import Cosigner
from .draft import Draft
from .extension_request import ExtensionRequest
from .hold import Hold
from .note import Note
from .publication import Publication
from .rating import Rating
from .recommendation import Recommendation
from .reply import Reply
from .return_request import ReturnRequest
from .suggestion import Suggestion

__all__ = [
    "Assignment",
    "Category",
    "Contact",
    "Cosigner",
    "Draft",
    "ExtensionRequest",
    "Hold",
    "Note",
    "Publication",
    "Rating",
    "Recommendation",
    "Reply",
    "ReturnRequest",
    "Suggestion",
]
