from deadlines.models.due_date import DueDate
from deadlines.models.policy import DeadlinePolicy
from deadlines.models.reminder import Reminder

__all__ = ["DeadlinePolicy", "DueDate", "Reminder"]
