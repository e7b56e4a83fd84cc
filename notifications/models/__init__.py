from notifications.models.contact import Contact
from notifications.models.letter import Letter
from notifications.models.notice_text import NoticeText
from notifications.models.notification import Notification, State
from notifications.models.preference import Preference, When
from notifications.models.rhythm import Rhythm

__all__ = [
    "Contact",
    "Letter",
    "NoticeText",
    "Notification",
    "Preference",
    "Rhythm",
    "State",
    "When",
]
