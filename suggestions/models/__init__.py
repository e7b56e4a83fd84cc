from .assignment import Assignment
from .contact import Contact
from .decline import Decline
from .diversion import Diversion
from .draft import Draft
from .hand_off import HandOff
from .past import Past
from .rating import Rating
from .recommendation import Recommendation
from .reply import Reply
from .revision import Revision
from .suggestion import Suggestion
from .transfer import Transfer

__all__ = [
    "Assignment",
    "Contact",
    "Decline",
    "Diversion",
    "Draft",
    "HandOff",
    "Past",
    "Rating",
    "Recommendation",
    "Reply",
    "Revision",
    "Suggestion",
    "Transfer",
]
