"""Who may open a file: whoever sees what it belongs to; before it is sent, who uploaded it."""

from files.models import Attachment
from files.registry import kinds
from members.models import User


def may_open(user: User, attachment: Attachment) -> bool:
    """Whether this person may open the file. The thing's own rule decides, by the registry."""
    if not user.is_active:
        return False
    if attachment.bound_at is None:
        return attachment.uploader_id == user.pk
    kind = kinds().get(attachment.kind)
    return kind is not None and kind.sees(user, attachment.subject)
