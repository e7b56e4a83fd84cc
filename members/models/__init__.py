from members.models.committee import Committee, CommitteeMember
from members.models.member import Member
from members.models.organ import Organ
from members.models.seat import Seat
from members.models.sector import Sector, SectorUnused
from members.models.user import User

__all__ = [
    "Committee",
    "CommitteeMember",
    "Member",
    "Organ",
    "Seat",
    "Sector",
    "SectorUnused",
    "User",
]
