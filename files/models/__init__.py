from files.models.attachment import Attachment, listed, read

__all__ = ["Attachment", "listed", "read"]
