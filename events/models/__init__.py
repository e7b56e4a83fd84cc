from events.models.event import Event
from events.models.pending import Pending
from events.models.remark import Remark

__all__ = ["Event", "Pending", "Remark"]
