from .assignment import Assignment
from .contact import Contact
from .draft import Draft
from .extension_request import ExtensionRequest
from .hold import Hold
from .note import Note
from .rating import Rating
from .recommendation import Recommendation
from .reply import Reply
from .return_request import ReturnRequest
from .suggestion import Suggestion

__all__ = [
    "Assignment",
    "Contact",
    "Draft",
    "ExtensionRequest",
    "Hold",
    "Note",
    "Rating",
    "Recommendation",
    "Reply",
    "ReturnRequest",
    "Suggestion",
]
