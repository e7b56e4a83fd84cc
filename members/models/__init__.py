from members.models.limit import Limit
from members.models.member import Member
from members.models.organ import Organ
from members.models.saved_filter import ListChoice, SavedFilter
from members.models.seat import Seat
from members.models.sector import Sector
from members.models.term import Term
from members.models.user import User

__all__ = [
    "Limit",
    "ListChoice",
    "Member",
    "Organ",
    "SavedFilter",
    "Seat",
    "Sector",
    "Term",
    "User",
]
