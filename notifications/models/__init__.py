from notifications.models.contact import Contact
from notifications.models.letter import Letter
from notifications.models.notification import Notification, State

__all__ = ["Contact", "Letter", "Notification", "State"]
