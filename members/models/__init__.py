from members.models.agreement import Agreement
from members.models.committee import Committee, CommitteeMember
from members.models.limit import Limit
from members.models.member import Member
from members.models.organ import Organ
from members.models.saved_filter import Arranged, ListChoice, SavedFilter
from members.models.seat import Seat
from members.models.sector import Sector, SectorUnused
from members.models.sign_on import SignOn
from members.models.term import Term
from members.models.user import User

__all__ = [
    "Agreement",
    "Arranged",
    "Committee",
    "CommitteeMember",
    "Limit",
    "ListChoice",
    "Member",
    "Organ",
    "SavedFilter",
    "Seat",
    "Sector",
    "SectorUnused",
    "SignOn",
    "Term",
    "User",
]
