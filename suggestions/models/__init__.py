from .assignment import Assignment
from .contact import Contact
from .decline import Decline
from .diversion import Diversion
from .draft import Draft
from .extension_request import ExtensionRequest
from .hand_off import HandOff
from .hold import Hold
from .note import Note
from .past import Past
from .rating import Rating
from .recommendation import Recommendation
from .reply import Reply
from .return_request import ReturnRequest
from .revision import Revision
from .suggestion import Suggestion
from .transfer import Transfer

__all__ = [
    "Assignment",
    "Contact",
    "Decline",
    "Diversion",
    "Draft",
    "ExtensionRequest",
    "HandOff",
    "Hold",
    "Note",
    "Past",
    "Rating",
    "Recommendation",
    "Reply",
    "ReturnRequest",
    "Revision",
    "Suggestion",
    "Transfer",
]
