from .commitment import Commitment
from .given_date import GivenDate

__all__ = ["Commitment", "GivenDate"]
