from members.models.limit import Limit
from members.models.member import Member
from members.models.organ import Organ
from members.models.seat import Seat
from members.models.sector import Sector
from members.models.sign_on import SignOn
from members.models.user import User

__all__ = ["Limit", "Member", "Organ", "Seat", "Sector", "SignOn", "User"]
